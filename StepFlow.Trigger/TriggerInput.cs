using System.Text;
using System.Text.Json;

namespace StepFlow.Trigger;

/// <summary>The body of a request, if it is one that may start something.</summary>
internal static class TriggerInput
{
    /// <summary>The text of a JSON object with a numeric <c>input_value</c>; anything else is a 400 that says what is wrong.</summary>
    public static string Read(APIGatewayProxyRequest request)
    {
        var text = Text(request) ?? throw Wrong("The request has no body.");
        var json = Parse(text);
        if (json.ValueKind is not JsonValueKind.Object)
        {
            throw Wrong($"The body must be a JSON object, not {Word(json.ValueKind)}.");
        }

        if (!json.TryGetProperty("input_value", out var value))
        {
            throw Wrong("'input_value' is missing.");
        }

        return value.ValueKind is JsonValueKind.Number ? text : throw Wrong($"'input_value' must be a number, not {Word(value.ValueKind)}.");
    }

    /// <summary>The text of any JSON, or an empty object where there is no body.</summary>
    public static string ReadAny(APIGatewayProxyRequest request)
    {
        if (Text(request) is not { } text)
        {
            return "{}";
        }

        Parse(text);
        return text;
    }

    private static string? Text(APIGatewayProxyRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Body))
        {
            return null;
        }

        return request.IsBase64Encoded ? Encoding.UTF8.GetString(Convert.FromBase64String(request.Body)) : request.Body;
    }

    private static JsonElement Parse(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException e)
        {
            throw new RequestException(400, $"The body is not JSON: {e.Message}");
        }
    }

    private static RequestException Wrong(string what) =>
        new(400, $$"""{{what}} Send a JSON object with a numeric 'input_value', such as {"input_value": 10}.""");

    private static string Word(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a boolean",
    };
}
