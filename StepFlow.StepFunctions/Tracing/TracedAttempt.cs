using System.Diagnostics;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.StepFunctions.Tracing;

/// <summary>One call of a Task, and the wait for its end where the call only submits it.</summary>
internal sealed class TracedAttempt(TracedFrame frame, TracedState state, WorkScheduled scheduled)
{
    public TracedFrame Frame { get; } = frame;

    public TracedState State { get; } = state;

    public int Work => scheduled.Work;

    public string ResourceText => scheduled.Resource;

    public TaskResource? Resource { get; } = TaskResource.TryParse(scheduled.Resource, out var resource) ? resource : null;

    /// <summary>The function that <c>lambda:invoke</c> is told to call: its name or ARN.</summary>
    public string? FunctionName => (scheduled.Arguments as JsonObject)?["FunctionName"] is JsonString name ? name.Value : null;

    public int Number { get; } = state.Retries + 1;

    public DateTimeOffset ScheduledAt => scheduled.At;

    /// <summary>When the service took the call; its end comes later.</summary>
    public DateTimeOffset? SubmittedAt { get; set; }

    public string? Worker { get; set; }

    public List<ActivityEvent> Events { get; } = [];

    /// <summary>From which traces the holder of the task token reported.</summary>
    public List<ActivityLink> Reports { get; } = [];
}
