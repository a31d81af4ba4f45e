using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace StepFlow.StepFunctions.Tracing;

/// <summary>Writes spans that have ended already, with ids and times of our choosing.</summary>
internal static class FinishedSpan
{
    /// <summary>
    /// Whether this runtime lets a span have an id of our choosing. That of an execution or a state goes out with calls long before the span ends and
    /// has to be the same after a restart, so it is computed; an Activity makes its own when it starts, and no public member sets it.
    /// </summary>
    public static bool IsPossible { get; } = Try();

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
    /// Null where this is not possible.
    /// </summary>
    public static Activity? StandIn(ActivityContext span)
    {
        if (!IsPossible)
        {
            return null;
        }

        var activity = new Activity("stand-in").SetParentId(span.TraceId, span.SpanId, span.TraceFlags);
        activity.Start();
        SpanId(activity) = span.SpanId.ToHexString();
        return activity;
    }

    private static bool Try()
    {
        try
        {
            using var activity = new Activity("try");
            activity.SetIdFormat(ActivityIdFormat.W3C).Start();
            var id = ActivitySpanId.CreateFromString("00f067aa0ba902b7");
            SpanId(activity) = id.ToHexString();
            return activity.SpanId == id;
        }
        catch (MissingFieldException)
        {
            return false;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_spanId")]
    private static extern ref string? SpanId(Activity activity);
}
