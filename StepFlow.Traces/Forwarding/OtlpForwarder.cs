using Microsoft.Extensions.Logging;
using StepFlow.Traces.Spans;

namespace StepFlow.Traces.Forwarding;

/// <summary>
/// Passes telemetry on to the targets that the user has named. Never waits for one: a target that is slow or gone changes nothing for whoever
/// sends. At the end what is left is sent for a few seconds.
/// </summary>
public sealed class OtlpForwarder : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Dictionary<OtlpSignal, OtlpQueue> _queues;
    private readonly SpanBatch _spans;

    public OtlpForwarder(IEnumerable<OtlpTarget> targets, TimeProvider time, ILoggerFactory loggers)
    {
        var logger = loggers.CreateLogger<OtlpForwarder>();
        _queues = targets.ToDictionary(target => target.Signal, target => new OtlpQueue(target, SenderOf(target, time), time, logger, Grace));
        _spans = new(time, request => Send(OtlpSignal.Traces, request));
    }

    public bool Takes(OtlpSignal signal) => _queues.ContainsKey(signal);

    /// <summary>Sends a span of this process, together with others soon.</summary>
    public void Send(TraceSpan span)
    {
        if (Takes(OtlpSignal.Traces))
        {
            _spans.Add(span);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _spans.Dispose();
        await Task.WhenAll(_queues.Values.Select(queue => queue.DisposeAsync().AsTask()));
    }

    internal void Send(OtlpSignal signal, byte[] request)
    {
        if (_queues.TryGetValue(signal, out var queue))
        {
            queue.Add(request);
        }
    }

    private static IOtlpSender SenderOf(OtlpTarget target, TimeProvider time) => target.Protocol is OtlpProtocol.Grpc ? new GrpcSender(target, time) : new HttpSender(target);
}
