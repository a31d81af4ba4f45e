using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace StepFlow.StepFunctions.Tracing;

/// <summary>Writes spans that have ended already, with ids and times of our choosing.</summary>
internal static class FinishedSpan
{
    /// <summary>Starts a span in the past; null where nobody listens. Fill it, then hand it to <see cref="EndAt"/>.</summary>
    public static Activity? Begin(
        string name, ActivityKind kind, ActivitySpanId id, ActivityContext parent, DateTimeOffset start, IEnumerable<ActivityLink>? links = null)
    {
        var activity = StepFunctionsTelemetry.Source.CreateActivity(name, kind, parent, tags: null, links, ActivityIdFormat.W3C);
        if (activity is null)
        {
            return null;
        }

        activity.SetStartTime(start.UtcDateTime);
        activity.Start();
        SpanId(activity) = id.ToHexString();
        return activity;
    }

    public static void EndAt(this Activity activity, DateTimeOffset end)
    {
        // An end before the start would be taken for no end at all.
        var ended = end.UtcDateTime;
        activity.SetEndTime(ended < activity.StartTimeUtc ? activity.StartTimeUtc : ended);
        activity.Stop();
    }

    /// <summary>
    /// Stands in for a span that has not ended: what happens until it is disposed is below that span. Itself it is never reported.
    /// </summary>
    public static Activity StandIn(ActivityContext span)
    {
        var activity = new Activity("stand-in").SetParentId(span.TraceId, span.SpanId, span.TraceFlags);
        activity.Start();
        SpanId(activity) = span.SpanId.ToHexString();
        return activity;
    }

    // An Activity makes its own id when it starts and lets nobody set it. A test fails should a runtime rename the field.
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_spanId")]
    private static extern ref string? SpanId(Activity activity);
}
