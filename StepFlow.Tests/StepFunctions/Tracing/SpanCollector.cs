using System.Collections.Concurrent;
using System.Diagnostics;
using StepFlow.Aws.Tracing;
using StepFlow.StepFunctions.Tracing;

namespace StepFlow.Tests.StepFunctions.Tracing;

/// <summary>Collects the spans of one trace; other tests may run at the same time.</summary>
internal sealed class SpanCollector : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;

    public SpanCollector()
    {
        Caller = new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        _listener = new()
        {
            ShouldListenTo = source => source.Name is StepFunctionsTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (span.TraceId == Caller.TraceId)
                {
                    _spans.Enqueue(span);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The span that starts the execution.</summary>
    public ActivityContext Caller { get; }

    public string TraceHeader => XRayTraceHeader.Format(Caller);

    public IReadOnlyList<Activity> Spans => [.. _spans];

    /// <summary>The spans as a tree, children in the order of their starts, one a line.</summary>
    public string Tree => string.Join('\n', Lines(Caller.SpanId, ""));

    public Activity Span(string name) => _spans.Single(s => s.DisplayName == name);

    public IEnumerable<string> Orphans()
    {
        var known = _spans.Select(s => s.SpanId).Append(Caller.SpanId).ToHashSet();
        return _spans.Where(s => !known.Contains(s.ParentSpanId)).Select(s => s.DisplayName);
    }

    public void Dispose() => _listener.Dispose();

    private IEnumerable<string> Lines(ActivitySpanId parent, string indent) => _spans
        .Where(s => s.ParentSpanId == parent)
        .OrderBy(s => s.StartTimeUtc).ThenBy(s => s.DisplayName, StringComparer.Ordinal)
        .SelectMany(s => Lines(s.SpanId, indent + "  ").Prepend($"{indent}{s.DisplayName}{(s.Status is ActivityStatusCode.Error ? " !" : "")}"));
}
