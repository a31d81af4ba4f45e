using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace StepFlow.Lambda.Operations;

/// <summary><c>GET /2015-03-31/functions</c>, by name, at most 50 a page. The marker names the last function of the page before.</summary>
internal static class ListFunctions
{
    private const int LargestPage = 50;
    private const string MarkerPrefix = "after:";

    public static Task HandleAsync(LambdaService service, HttpContext http)
    {
        var query = http.Request.Query;
        var after = ReadMarker(query["Marker"]);
        var size = ReadSize(query["MaxItems"]);
        var rest = service.Functions.Where(f => after is null || string.CompareOrdinal(f.Name, after) > 0).ToArray();
        var page = rest.Take(size)
            .Select(f => FunctionView.Of(service.Describe(f.Name), All(query) ? FunctionName.Latest : null, service.StartedAt, withState: false))
            .ToArray();
        var next = rest.Length > size ? WriteMarker(page[^1].FunctionName) : null;
        return LambdaOperation.AnswerAsync(
            http, 200, JsonSerializer.SerializeToUtf8Bytes(new FunctionList(page, next), LambdaJson.Default.FunctionList));
    }

    private static bool All(IQueryCollection query) => query["FunctionVersion"].ToString() switch
    {
        "" => false,
        "ALL" => true,
        var other => throw LambdaRefusals.Validation(other, "functionVersion", "Member must satisfy enum value set: [ALL]"),
    };

    private static int ReadSize(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return LargestPage;
        }

        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var size) || size < 1)
        {
            throw LambdaRefusals.Validation(text, "maxItems", "Member must have value greater than or equal to 1");
        }

        return size <= 10000
            ? Math.Min(size, LargestPage)
            : throw LambdaRefusals.Validation(text, "maxItems", "Member must have value less than or equal to 10000");
    }

    private static string WriteMarker(string name) => Convert.ToBase64String(Encoding.UTF8.GetBytes(MarkerPrefix + name));

    private static string? ReadMarker(string? marker)
    {
        if (string.IsNullOrEmpty(marker))
        {
            return null;
        }

        var bytes = new byte[marker.Length];
        return Convert.TryFromBase64String(marker, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length) is var text
            && text.StartsWith(MarkerPrefix, StringComparison.Ordinal)
            ? text[MarkerPrefix.Length..]
            : throw LambdaRefusals.InvalidParameter("Marker is not valid.");
    }
}
