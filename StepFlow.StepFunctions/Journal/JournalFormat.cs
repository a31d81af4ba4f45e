using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.Journal;

/// <summary>
/// The storage format: one turn (a list of events) is one record, and each record says which version of the format it is in.
/// A later version reads this one; this one refuses later ones.
/// </summary>
public static class JournalFormat
{
    public const int Version = 1;

    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JournalJson.Stored.Options.Encoder,
        MaxDepth = JournalJson.DeepestNesting,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    public static byte[] Encode(IReadOnlyList<ExecutionEvent> turn) => Write(turn, JournalJson.Stored.IReadOnlyListExecutionEvent);

    public static IReadOnlyList<ExecutionEvent> Decode(int version, ReadOnlySpan<byte> record)
    {
        Require(version);
        return JsonSerializer.Deserialize(record, JournalJson.Stored.IReadOnlyListExecutionEvent)!;
    }

    /// <summary>Refuses records of a version that this StepFlow does not know.</summary>
    public static void Require(int version)
    {
        if (version is not Version)
        {
            throw new JournalFormatException(version);
        }
    }

    internal static byte[] EncodeSummary(ExecutionDescription row) =>
        Write(row with { Input = null, Output = null }, JournalJson.Stored.ExecutionDescription);

    internal static byte[] EncodeData(ExecutionDescription row) => Write(new(row.Input, row.Output), JournalJson.Stored.ExecutionData);

    internal static ExecutionDescription DecodeSummary(ReadOnlySpan<byte> summary) =>
        JsonSerializer.Deserialize(summary, JournalJson.Stored.ExecutionDescription)!;

    internal static ExecutionDescription DecodeRow(ReadOnlySpan<byte> summary, ReadOnlySpan<byte> data)
    {
        var texts = JsonSerializer.Deserialize(data, JournalJson.Stored.ExecutionData)!;
        return DecodeSummary(summary) with { Input = texts.Input, Output = texts.Output };
    }

    private static byte[] Write<T>(T value, JsonTypeInfo<T> type)
    {
        const int largestKept = 1 << 20;
        var buffer = _buffer ??= new(4096);
        buffer.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            JsonSerializer.Serialize(writer, value, type);
        }

        var bytes = buffer.WrittenSpan.ToArray();
        if (buffer.Capacity > largestKept)
        {
            _buffer = null;
        }

        return bytes;
    }
}

/// <summary>The data were written by a StepFlow that knows more than this one.</summary>
public sealed class JournalFormatException(int version) : Exception(
    $"The stored executions are in format {version}, and this StepFlow knows format {JournalFormat.Version}. "
    + "Use the StepFlow that wrote them, another data folder, or start anew with --reset.");
