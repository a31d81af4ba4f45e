using System.Diagnostics;

namespace StepFlow.StepFunctions.Tracing;

/// <summary>Short forms for the events of a span.</summary>
internal static class SpanEvents
{
    /// <summary>Adds an event; tags without a value are left out.</summary>
    public static void Add(this List<ActivityEvent> events, string name, DateTimeOffset at, params ReadOnlySpan<(string Name, object? Value)> tags)
    {
        ActivityTagsCollection all = [];
        foreach (var (tag, value) in tags)
        {
            if (value is not null)
            {
                all[tag] = value;
            }
        }

        events.Add(new(name, at, all));
    }
}
