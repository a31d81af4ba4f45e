using System.Globalization;
using System.Text;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Tasks.Models;

namespace StepFlow.Hosting.Integrations.Wire;

/// <summary>Scalars as the protocols write them, and as Step Functions shows them.</summary>
internal static class WireText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a parameter: a string's own, JSON for anything else.</summary>
    public static string Of(JsonValue value) => value is JsonString text ? text.Value : value.ToString();

    /// <summary>The bytes of a blob parameter: a text's own, JSON for anything else.</summary>
    public static byte[] Bytes(JsonValue value) => Encoding.UTF8.GetBytes(Of(value));

    /// <summary>A blob as Step Functions shows it: as text where it is one, in base64 otherwise.</summary>
    public static string Show(byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Convert.ToBase64String(bytes);
        }
    }

    /// <summary>A moment as Java's Instant prints it.</summary>
    public static string Show(DateTimeOffset moment) => moment.UtcDateTime.ToString(
        moment.Millisecond is 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Timestamp(JsonValue value, string format)
    {
        var moment = Moment(value);
        return format switch
        {
            "iso8601" => Show(moment),
            "rfc822" => moment.ToString("R", CultureInfo.InvariantCulture),
            _ => EpochSeconds(moment),
        };
    }

    public static string EpochSeconds(DateTimeOffset moment)
    {
        var milliseconds = moment.ToUnixTimeMilliseconds();
        return milliseconds % 1000 is 0
            ? (milliseconds / 1000).ToString(CultureInfo.InvariantCulture)
            : (milliseconds / 1000.0).ToString("0.###", CultureInfo.InvariantCulture);
    }

    /// <summary>A moment given as text in any of the usual forms or as seconds since 1970.</summary>
    public static DateTimeOffset Moment(JsonValue value) => value switch
    {
        JsonNumber seconds => DateTimeOffset.UnixEpoch.AddMilliseconds(Math.Round(seconds.Value * 1000)),
        _ => Moment(Of(value)),
    };

    public static DateTimeOffset Moment(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.UnixEpoch.AddMilliseconds(Math.Round(seconds * 1000))
            : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>A scalar that arrived as text (XML, header) as JSON.</summary>
    public static JsonValue Read(Shape shape, string text) => shape switch
    {
        Shape.Number => JsonNumber.FromText(text.Trim()),
        Shape.Boolean => JsonBoolean.Of(string.Equals(text.Trim(), "true", StringComparison.OrdinalIgnoreCase)),
        Shape.Timestamp => Show(Moment(text)),
        Shape.Blob => Show(Convert.FromBase64String(text)),
        _ => text,
    };

    /// <summary>A scalar parameter as text for a form field, a header, a path or an XML element.</summary>
    public static string Write(Shape shape, JsonValue value, string timestampFormat) => shape switch
    {
        Shape.Timestamp timestamp => Timestamp(value, timestamp.Format ?? timestampFormat),
        Shape.Blob => Convert.ToBase64String(Bytes(value)),
        _ => Of(value),
    };
}
