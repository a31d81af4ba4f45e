using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace StepFlow.StepFunctions.Tracing;

/// <summary>
/// The ids of an execution's spans, computed from its ARN and from what the span stands for. So a parent's id is known before the
/// parent has ended, goes out with calls, and is the same after a restart.
/// </summary>
public readonly struct SpanIds
{
    private readonly ulong _seed;

    /// <param name="executionArn">The execution.</param>
    public SpanIds(string executionArn)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(executionArn), hash);
        _seed = BinaryPrimitives.ReadUInt64BigEndian(hash);
        OwnTrace = ActivityTraceId.CreateFromBytes(hash[16..]);
    }

    /// <summary>The trace of an execution that nobody's trace led to.</summary>
    public ActivityTraceId OwnTrace { get; }

    public ActivitySpanId Execution(int redrive) => Make(1, redrive);

    public ActivitySpanId State(long enteredEventId, int redrive) => Make(2, enteredEventId, redrive);

    public ActivitySpanId Attempt(int work) => Make(3, work);

    public ActivitySpanId Wait(int work) => Make(4, work);

    public ActivitySpanId Branch(int frame, int redrive) => Make(5, frame, redrive);

    private ActivitySpanId Make(ulong kind, long number, int redrive = 0)
    {
        var id = Mix(Mix(Mix(_seed + kind) + (ulong)number) + (ulong)redrive);
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, id is 0 ? kind : id);
        return ActivitySpanId.CreateFromBytes(bytes);
    }

    // The finalizer of SplitMix64: neighbouring numbers give unrelated ids.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
