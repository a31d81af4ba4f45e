using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.ItemReading;

/// <summary>How a CSV file is read.</summary>
/// <param name="Delimiter">Between fields.</param>
/// <param name="Headers">Given headers, or null where the first row has them.</param>
internal sealed record CsvFormat(char Delimiter, IReadOnlyList<string>? Headers)
{
    public static CsvFormat Of(ItemSource source)
    {
        var delimiter = source.Text("CSVDelimiter") switch
        {
            null or "COMMA" => ',',
            "PIPE" => '|',
            "SEMICOLON" => ';',
            "SPACE" => ' ',
            "TAB" => '\t',
            var other => throw ItemReaderError.Of($"The CSVDelimiter '{other}' is not supported."),
        };
        return source.Text("CSVHeaderLocation") switch
        {
            "GIVEN" => new(delimiter, Given(source.Config?["CSVHeaders"] as JsonArray ?? JsonArray.Empty)),
            "FIRST_ROW" => new(delimiter, Headers: null),
            var other => throw ItemReaderError.Of($"The CSVHeaderLocation '{other}' is not supported."),
        };
    }

    private static string[] Given(JsonArray headers) => [.. headers.Select(h => h is JsonString text ? text.Value : h.ToString())];
}
