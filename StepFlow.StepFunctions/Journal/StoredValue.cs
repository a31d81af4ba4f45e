using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Journal;

/// <summary>User data within the storage format: numbers keep their text, strings their lone surrogates, objects their order.</summary>
internal class StoredValue<T> : JsonConverter<T>
    where T : JsonValue
{
    /// <summary>JSON's null is a value; what is absent is left out.</summary>
    public override bool HandleNull => true;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Value(ref reader) as T ?? throw new JsonException($"A stored value is not a {typeof(T).Name}.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteRawValue(LoneSurrogates.Escape(JsonWriter.ToText(value)), skipInputValidation: true);

    private static JsonValue Value(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => Object(ref reader),
        JsonTokenType.StartArray => Array(ref reader),
        JsonTokenType.String => new JsonString(StoredText.Read(ref reader)),
        JsonTokenType.Number => JsonNumber.FromText(Encoding.ASCII.GetString(reader.ValueSpan)),
        JsonTokenType.True => JsonValue.True,
        JsonTokenType.False => JsonValue.False,
        JsonTokenType.Null => JsonValue.Null,
        var token => throw new JsonException($"No value starts with {token}."),
    };

    private static JsonObject Object(ref Utf8JsonReader reader)
    {
        var members = new JsonObjectBuilder();
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndObject)
        {
            var name = StoredText.Read(ref reader);
            reader.Read();
            members.Set(name, Value(ref reader));
        }

        return members.Build();
    }

    private static JsonArray Array(ref Utf8JsonReader reader)
    {
        List<JsonValue> items = [];
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            items.Add(Value(ref reader));
        }

        return JsonArray.Wrap([.. items]);
    }
}

internal sealed class StoredValue : StoredValue<JsonValue>;

internal sealed class StoredObject : StoredValue<JsonObject>;

internal sealed class StoredArray : StoredValue<JsonArray>;
