using System.Collections;
using System.Globalization;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.ItemReading;

/// <summary>
/// A value of a Parquet file as JSON: numbers and truth values as they are, points in time as ISO-8601 texts, bytes in Base64, what is
/// no number in JSON (NaN) as null.
/// </summary>
internal static class ParquetValue
{
    public static JsonValue ToJson(object? value, bool isDate = false) => value switch
    {
        null => JsonValue.Null,
        string text => text,
        ReadOnlyMemory<char> text => text.ToString(),
        bool truth => truth,
        double or float => Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number && double.IsFinite(number) ? number : JsonValue.Null,
        sbyte or byte or short or ushort or int or uint or long or ulong or decimal => JsonNumber.FromText(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)),
        DateTime date when isDate => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => DateTime.SpecifyKind(time, DateTimeKind.Utc).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        Guid id => id.ToString(),
        byte[] bytes => Convert.ToBase64String(bytes),
        ReadOnlyMemory<byte> bytes => Convert.ToBase64String(bytes.Span),
        IDictionary members => OfMembers(members),
        IEnumerable items => JsonArray.Of(items.Cast<object?>().Select(item => ToJson(item))),
        _ => throw new InvalidDataException($"The Parquet file has a value of the type {value.GetType().Name}, which StepFlow does not read."),
    };

    private static JsonObject OfMembers(IDictionary members)
    {
        var result = new JsonObjectBuilder(members.Count);
        foreach (DictionaryEntry member in members)
        {
            result.Set(Convert.ToString(member.Key, CultureInfo.InvariantCulture)!, ToJson(member.Value));
        }

        return result.Build();
    }
}
