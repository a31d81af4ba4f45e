using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Operations.Shapes;

/// <summary>Writes our own values into an answer; numbers leave as they came.</summary>
internal static class JsonOutput
{
    public static void Write(Utf8JsonWriter writer, JsonValue value)
    {
        switch (value)
        {
            case JsonString text:
                writer.WriteStringValue(text.Value);
                break;
            case JsonNumber number:
                writer.WriteRawValue(number.Text, skipInputValidation: true);
                break;
            case JsonBoolean flag:
                writer.WriteBooleanValue(flag.Value);
                break;
            case JsonNull:
                writer.WriteNullValue();
                break;
            case JsonArray array:
                writer.WriteStartArray();
                foreach (var item in array.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonObject json:
                writer.WriteStartObject();
                foreach (var (name, member) in json.Members)
                {
                    writer.WritePropertyName(name);
                    Write(writer, member);
                }

                writer.WriteEndObject();
                break;
            default:
                throw new UnreachableException($"No such kind of value: {value.Kind}");
        }
    }

    /// <summary>For members of answers that are objects of our own.</summary>
    internal sealed class Converter : JsonConverter<JsonObject>
    {
        public override JsonObject Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Requests are read as texts.");

        public override void Write(Utf8JsonWriter writer, JsonObject value, JsonSerializerOptions options) => JsonOutput.Write(writer, value);
    }
}
