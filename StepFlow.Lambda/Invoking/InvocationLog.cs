using System.Text;
using StepFlow.Aws.Tracing;

namespace StepFlow.Lambda.Invoking;

/// <summary>The last invocations of each function, for people who look at it.</summary>
internal sealed class InvocationLog
{
    private const int Kept = 100;
    private const int LongestPayload = 32 * 1024;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<InvocationRecord>> _records = [];

    public void Add(string function, Invocation invocation, DateTimeOffset startedAt, TimeSpan duration, FunctionOutcome outcome)
    {
        var record = new InvocationRecord(
            invocation.RequestId, function, startedAt, duration, outcome.ErrorType, Text(invocation.Payload), Text(outcome.Payload),
            XRayTraceHeader.TryParse(invocation.TraceHeader, out var trace) ? trace.TraceId.ToHexString() : null);
        lock (_gate)
        {
            var records = _records.TryGetValue(function, out var known) ? known : _records[function] = new();
            records.Enqueue(record);
            if (records.Count > Kept)
            {
                records.Dequeue();
            }
        }
    }

    public IReadOnlyList<InvocationRecord> Of(string function)
    {
        lock (_gate)
        {
            return _records.TryGetValue(function, out var records) ? [.. records] : [];
        }
    }

    private static string Text(ReadOnlyMemory<byte> payload) => payload.Length <= LongestPayload
        ? Encoding.UTF8.GetString(payload.Span)
        : $"{Encoding.UTF8.GetString(payload.Span[..LongestPayload])}… ({payload.Length} bytes)";
}
