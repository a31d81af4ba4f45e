using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Journal;

/// <summary>Texts as they were, lone surrogates included.</summary>
internal sealed class StoredText : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        if (!LoneSurrogates.AreIn(value))
        {
            writer.WriteStringValue(value);
            return;
        }

        var text = new StringBuilder(value.Length + 16);
        JsonWriter.WriteString(text, value);
        writer.WriteRawValue(LoneSurrogates.Escape(text.ToString()), skipInputValidation: true);
    }

    /// <summary>The string or member name the reader stands at.</summary>
    public static string Read(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? ((JsonString)JsonValue.Parse([.. "\""u8, .. reader.ValueSpan, .. "\""u8])).Value : reader.GetString()!;
}
