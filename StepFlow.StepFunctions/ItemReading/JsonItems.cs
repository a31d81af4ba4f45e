using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.ItemReading;

/// <summary>Items of a JSON file (an array, or an object whose members are the items) and of JSON Lines, read as a stream.</summary>
internal static class JsonItems
{
    private const string NotIterable = "Attempting to map over non-iterable node.";

    public static async IAsyncEnumerable<JsonValue> ReadLinesAsync(Stream content, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var lines = new StreamReader(content, bufferSize: 1 << 16);
        while (await lines.ReadLineAsync(cancellation) is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return JsonValue.Parse(line);
            }
        }
    }

    /// <param name="content">UTF-8 JSON.</param>
    /// <param name="pointer">JSON pointer to the items within the document, or null for the document itself.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static async IAsyncEnumerable<(string? Key, JsonValue Value)> ReadAsync(
        Stream content, string? pointer, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var json = new JsonByteStream(content, cancellation);
        await DescendAsync(json, pointer);
        switch (await json.PeekAsync())
        {
            case '[':
                for (json.Skip(); await HasMoreAsync(json, ']');)
                {
                    yield return (null, JsonValue.Parse((await json.ReadValueAsync()).Span));
                }

                break;
            case '{':
                for (json.Skip(); await HasMoreAsync(json, '}');)
                {
                    var key = await NameAsync(json);
                    yield return (key, JsonValue.Parse((await json.ReadValueAsync()).Span));
                }

                break;
            default:
                throw ItemReaderError.Of(NotIterable);
        }
    }

    private static async Task DescendAsync(JsonByteStream json, string? pointer)
    {
        foreach (var segment in pointer?.Split('/').Skip(1) ?? [])
        {
            var name = segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (!await FindAsync(json, name))
            {
                throw ItemReaderError.Of($"The ItemsPointer '{pointer}' leads to nothing in the data.");
            }
        }
    }

    private static async Task<bool> FindAsync(JsonByteStream json, string name)
    {
        switch (await json.PeekAsync())
        {
            case '{':
                for (json.Skip(); await HasMoreAsync(json, '}'); await json.SkipValueAsync())
                {
                    if (await NameAsync(json) == name)
                    {
                        return true;
                    }
                }

                return false;
            case '[':
                var at = 0;
                for (json.Skip(); await HasMoreAsync(json, ']'); await json.SkipValueAsync())
                {
                    if (at++.ToString(CultureInfo.InvariantCulture) == name)
                    {
                        return true;
                    }
                }

                return false;
            default:
                return false;
        }
    }

    private static async Task<bool> HasMoreAsync(JsonByteStream json, char end)
    {
        var next = await json.PeekAsync();
        if (next == end)
        {
            json.Skip();
            return false;
        }

        if (next is ',')
        {
            json.Skip();
        }
        else if (next is '\0')
        {
            throw ItemReaderError.Of("The data ends within the items.");
        }

        return true;
    }

    private static async Task<string> NameAsync(JsonByteStream json)
    {
        var name = JsonValue.Parse((await json.ReadValueAsync()).Span);
        if (await json.PeekAsync() is not ':' || name is not JsonString text)
        {
            throw ItemReaderError.Of($"The data is not valid JSON near {Encoding.UTF8.GetString(JsonWriter.ToUtf8(name))}.");
        }

        json.Skip();
        return text.Value;
    }
}
