using System.Collections.Concurrent;
using System.Diagnostics;

namespace StepFlow.Tests.Functions;

/// <summary>Collects the spans of one trace from all sources of ours, among those of other tests.</summary>
internal sealed class Spans : IDisposable
{
    private readonly ActivityListener _listener;
    private readonly ConcurrentQueue<Activity> _ended = new();

    public Spans()
    {
        _listener = new()
        {
            ShouldListenTo = source => source.Name.StartsWith("StepFlow.", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.TraceId == TraceId ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == TraceId)
                {
                    _ended.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public ActivityTraceId TraceId { get; } = ActivityTraceId.CreateRandom();

    public ActivitySpanId Root { get; } = ActivitySpanId.CreateRandom();

    public string Traceparent => $"00-{TraceId}-{Root}-01";

    public string XRay => $"Root=1-{TraceId.ToHexString()[..8]}-{TraceId.ToHexString()[8..]};Parent={Root};Sampled=1";

    public Activity[] Ended => [.. _ended];

    public Activity Named(string name) => Ended.Single(a => a.DisplayName == name);

    public void Dispose() => _listener.Dispose();
}
