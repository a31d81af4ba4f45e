using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.StepFunctions.Executing;

/// <summary>What reaches an execution from outside. One arrival is decided as one turn.</summary>
public abstract record Arrival
{
    private Arrival()
    {
    }

    public sealed record Start(ExecutionIdentity Identity, JsonValue Input, string? InputText, long Sequence) : Arrival
    {
        /// <summary>How far ahead of real time the clock begins: as far as that of the execution which starts this one.</summary>
        public TimeSpan Ahead { get; init; }
    }

    /// <summary>Runs on whatever is ready: after a long turn was cut, and after a restart.</summary>
    public sealed record Continue : Arrival
    {
        public static readonly Continue Instance = new();
    }

    /// <summary>The call of a Task was answered.</summary>
    public sealed record Answered(int Work, TaskOutcome Outcome) : Arrival;

    /// <summary>A worker took the task of an activity.</summary>
    public sealed record Taken(int Work, string? WorkerName) : Arrival;

    /// <summary>A task token, or a job's end, brings the result of a Task.</summary>
    /// <param name="At">When it happened, by the clock of the execution that was waited for; null for real time.</param>
    public sealed record Finished(int Work, TaskOutcome Outcome, DateTimeOffset? At = null) : Arrival;

    /// <summary>What the holder of a task token says; <paramref name="Answer"/> learns whether anybody still waited for it.</summary>
    public sealed record Reported(int Work, TaskReport Report, TaskCompletionSource<bool> Answer) : Arrival;

    /// <summary>Something is due.</summary>
    public sealed record Due : Arrival
    {
        public static readonly Due Instance = new();
    }

    /// <param name="At">When it ended, by the clock of the child that ended last.</param>
    public sealed record MapRunEnded(int Work, TaskOutcome Outcome, DateTimeOffset? At = null) : Arrival;

    public sealed record Stop(StatesError Error) : Arrival;

    public sealed record Redrive : Arrival
    {
        public static readonly Redrive Instance = new();
    }

    /// <summary>Moves the execution's clock on to its next timer, or to <paramref name="To"/> where that comes first.</summary>
    /// <param name="To">By the execution's own clock.</param>
    /// <param name="OverCalls">Also while a call is in flight, whose timeouts come nearer then.</param>
    public sealed record Skip(DateTimeOffset To, bool OverCalls) : Arrival
    {
        /// <summary>Learns how far the clock was moved, once that is durable.</summary>
        public TaskCompletionSource<TimeSpan>? Answer { get; init; }
    }

    /// <summary>Somebody looks on: sees the execution between two arrivals, and changes nothing.</summary>
    public sealed record Look(Action<Execution> See) : Arrival;
}
