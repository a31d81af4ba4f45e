using System.Text.Json;
using System.Text.Json.Serialization;
using StepFlow.Aws.Protocol;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Operations.Shapes;

/// <summary><c>events</c> of GetExecutionHistory: the first <paramref name="Size"/> of the events that were read.</summary>
internal sealed record HistoryPage(IReadOnlyList<HistoryEvent> Read, int Size, bool WithData)
{
    /// <summary>Writes events straight from what the engine hands over: histories are the largest answers there are.</summary>
    internal sealed class Converter : JsonConverter<HistoryPage>
    {
        private static readonly JsonEncodedText Timestamp = JsonEncodedText.Encode("timestamp");
        private static readonly JsonEncodedText EventType = JsonEncodedText.Encode("type");
        private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
        private static readonly JsonEncodedText PreviousEventId = JsonEncodedText.Encode("previousEventId");

        public override HistoryPage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Histories are only written.");

        public override void Write(Utf8JsonWriter writer, HistoryPage value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            for (var i = 0; i < value.Read.Count && i < value.Size; i++)
            {
                Write(writer, value.Read[i], value.WithData);
            }

            writer.WriteEndArray();
        }

        private static void Write(Utf8JsonWriter writer, HistoryEvent e, bool withData)
        {
            writer.WriteStartObject();
            writer.WritePropertyName(Timestamp);
            EpochSecondsConverter.Write(writer, e.Timestamp);
            writer.WriteString(EventType, e.Type);
            writer.WriteNumber(Id, e.Id);
            writer.WriteNumber(PreviousEventId, e.PreviousEventId);
            if (e.DetailsName is not null)
            {
                writer.WritePropertyName(e.DetailsName);
                WriteDetails(writer, e.Details ?? JsonObject.Empty, withData);
            }

            writer.WriteEndObject();
        }

        private static void WriteDetails(Utf8JsonWriter writer, JsonObject details, bool withData)
        {
            writer.WriteStartObject();
            foreach (var (name, member) in details.Members)
            {
                if (withData || name is not ("input" or "output"))
                {
                    writer.WritePropertyName(name);
                    JsonOutput.Write(writer, member);
                }
            }

            writer.WriteEndObject();
        }
    }
}
