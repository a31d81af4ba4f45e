using System.Text;
using System.Text.Json;

namespace StepFlow.Hosting.Definitions;

/// <summary>Finds where in a JSON text the value of a JSON pointer stands.</summary>
public static class JsonPointerPlaces
{
    /// <summary>The place of the value, or of the nearest one above it that exists.</summary>
    public static TextPlace Find(string json, string? pointer)
    {
        var utf8 = Encoding.UTF8.GetBytes(json);
        var path = (pointer ?? "").Split('/').Skip(1).Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToArray();
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            reader.Read();
            var found = reader.TokenStartIndex;
            foreach (var part in path)
            {
                if (!TryEnter(ref reader, part, out var start))
                {
                    break;
                }

                found = start;
            }

            return TextPlace.At(json, Encoding.UTF8.GetCharCount(utf8, 0, (int)found));
        }
        catch (JsonException)
        {
            return new(1, 1);
        }
    }

    // On success the reader stands on the value; the place reported is that of its name, where people look.
    private static bool TryEnter(ref Utf8JsonReader reader, string part, out long start)
    {
        start = 0;
        if (reader.TokenType is JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                start = reader.TokenStartIndex;
                var found = reader.ValueTextEquals(part);
                reader.Read();
                if (found)
                {
                    return true;
                }

                reader.Skip();
            }
        }
        else if (reader.TokenType is JsonTokenType.StartArray && int.TryParse(part, out var index))
        {
            for (var i = 0; reader.Read() && reader.TokenType is not JsonTokenType.EndArray; i++)
            {
                start = reader.TokenStartIndex;
                if (i == index)
                {
                    return true;
                }

                reader.Skip();
            }
        }

        return false;
    }
}
