using System.Diagnostics;
using StepFlow.Language.Errors;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.StepFunctions.Tracing;

/// <summary>One line of control as a trace sees it: the execution itself, a branch, or an iteration.</summary>
internal sealed class TracedFrame(int id, TracedFrame? parent, int index, DateTimeOffset startedAt)
{
    public int Id { get; } = id;

    public TracedFrame? Parent { get; } = parent;

    public int Index { get; } = index;

    public bool IsIteration { get; init; }

    /// <summary>Left out with all that is in it, because its Map has too many iterations.</summary>
    public bool Hidden { get; init; }

    /// <summary>Whether it gets a span of its own.</summary>
    public bool Traced { get; init; }

    public DateTimeOffset StartedAt { get; set; } = startedAt;

    /// <summary>Times the execution had been redriven when this began, or began again.</summary>
    public int Redrive { get; set; }

    /// <summary>The state it is in, or was in when it failed: a redrive goes on there.</summary>
    public TracedState? State { get; set; }

    public bool Ended { get; set; }
}

/// <summary>One visit of a state.</summary>
internal sealed class TracedState(StateEntered entered)
{
    public string Name => entered.State;

    public string Type => entered.StateType;

    public long EnteredEventId => entered.Id;

    public int InputSize => entered.Input.Utf8Length;

    public bool Traced { get; init; }

    public int Redrive { get; set; }

    public DateTimeOffset StartedAt { get; set; } = entered.At;

    public bool Ended { get; set; }

    public int Retries { get; set; }

    /// <summary>What it will fail of, unless a retry or a catcher helps.</summary>
    public StatesError? Error { get; set; }

    public DateTimeOffset? WaitUntil { get; set; }

    public int Iterations { get; set; }

    public int IterationsTraced { get; set; }

    public (int Work, string Arn)? MapRun { get; set; }

    public List<ActivityEvent> Events { get; } = [];
}

/// <summary>One call of a Task, and the wait for its end where the call only submits it.</summary>
internal sealed class TracedAttempt(TracedFrame frame, TracedState state, WorkScheduled scheduled)
{
    public TracedFrame Frame { get; } = frame;

    public TracedState State { get; } = state;

    public int Work => scheduled.Work;

    public string ResourceText => scheduled.Resource;

    public TaskResource? Resource { get; } = TaskResource.TryParse(scheduled.Resource, out var resource) ? resource : null;

    public string? FunctionName => (scheduled.Arguments as Language.Json.JsonObject)?["FunctionName"] is Language.Json.JsonString name ? name.Value : null;

    public int Number { get; } = state.Retries + 1;

    public DateTimeOffset ScheduledAt => scheduled.At;

    /// <summary>When the service took the call; its end comes later.</summary>
    public DateTimeOffset? SubmittedAt { get; set; }

    public string? Worker { get; set; }

    public List<ActivityEvent> Events { get; } = [];

    /// <summary>From which traces the holder of the task token reported.</summary>
    public List<ActivityLink> Reports { get; } = [];
}
