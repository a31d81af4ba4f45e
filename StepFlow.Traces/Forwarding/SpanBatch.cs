using Google.Protobuf;
using StepFlow.Traces.Spans;

namespace StepFlow.Traces.Forwarding;

/// <summary>Gathers spans of this process into requests: a full one goes at once, any other after half a second.</summary>
internal sealed class SpanBatch : IDisposable
{
    private const int MostSpans = 512;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly Action<byte[]> _send;
    private readonly ITimer _timer;
    private List<TraceSpan> _spans = [];

    public SpanBatch(TimeProvider time, Action<byte[]> send)
    {
        _send = send;
        _timer = time.CreateTimer(_ => Flush(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(TraceSpan span)
    {
        List<TraceSpan>? full = null;
        lock (_gate)
        {
            _spans.Add(span);
            if (_spans.Count >= MostSpans)
            {
                (full, _spans) = (_spans, []);
            }
            else if (_spans.Count is 1)
            {
                _timer.Change(LongestWait, Timeout.InfiniteTimeSpan);
            }
        }

        Send(full);
    }

    public void Dispose()
    {
        _timer.Dispose();
        Flush();
    }

    private void Flush()
    {
        List<TraceSpan> waiting;
        lock (_gate)
        {
            (waiting, _spans) = (_spans, []);
        }

        Send(waiting);
    }

    private void Send(List<TraceSpan>? spans)
    {
        if (spans is { Count: > 0 })
        {
            _send(SpanWriter.Write(spans).ToByteArray());
        }
    }
}
