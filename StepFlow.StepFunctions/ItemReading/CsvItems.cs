using System.Runtime.CompilerServices;
using CsvHelper;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.ItemReading;

/// <summary>Rows of a CSV file as objects of texts.</summary>
internal static class CsvItems
{
    public static async IAsyncEnumerable<JsonObject> ReadAsync(Stream content, CsvFormat format, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var escapes = new CsvEscapes(content, format.Delimiter);
        await using var csv = CsvReader.Create(escapes, OptionsFor(format.Delimiter), leaveOpen: true);
        var headers = format.Headers is null ? null : Checked([.. format.Headers]);
        while (await csv.ReadAsync(cancellation))
        {
            if (headers is null)
            {
                headers = Checked(Fields(csv, escapes));
            }
            else
            {
                yield return Row(headers, csv, escapes);
            }
        }
    }

    // A row that is too short is filled with empty texts, fields beyond the headers are dropped.
    private static JsonObject Row(string[] headers, CsvReader csv, CsvEscapes escapes)
    {
        var row = new JsonObjectBuilder(headers.Length);
        for (var i = 0; i < headers.Length; i++)
        {
            row.Set(headers[i], i < csv.FieldCount && csv.GetSpan(i) is { Length: > 0 } field ? new JsonString(escapes.Restore(field)) : JsonString.Empty);
        }

        return row.Build();
    }

    private static string[] Fields(CsvReader csv, CsvEscapes escapes)
    {
        var fields = new string[csv.FieldCount];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = escapes.Restore(csv.GetSpan(i));
        }

        return fields;
    }

    private static string[] Checked(string[] headers) => headers.Distinct(StringComparer.Ordinal).Count() == headers.Length
        ? headers
        : throw ItemReaderError.Of("CSV headers cannot contain duplicates.");

    private static CsvReaderOptions OptionsFor(char delimiter) => new() { Separator = delimiter, HasHeader = false, MaxRecordSize = 1 << 26 };
}
