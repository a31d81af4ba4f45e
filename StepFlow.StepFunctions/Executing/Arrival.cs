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

    public sealed record Start(ExecutionIdentity Identity, JsonValue Input, string? InputText, long Sequence) : Arrival;

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
    public sealed record Finished(int Work, TaskOutcome Outcome) : Arrival;

    /// <summary>What the holder of a task token says; <paramref name="Answer"/> learns whether anybody still waited for it.</summary>
    public sealed record Reported(int Work, TaskReport Report, TaskCompletionSource<bool> Answer) : Arrival;

    /// <summary>Something is due.</summary>
    public sealed record Due : Arrival
    {
        public static readonly Due Instance = new();
    }

    public sealed record MapRunEnded(int Work, TaskOutcome Outcome) : Arrival;

    public sealed record Stop(StatesError Error) : Arrival;

    public sealed record Redrive : Arrival
    {
        public static readonly Redrive Instance = new();
    }

    /// <summary>Moves the execution's clock on to what is due next.</summary>
    public sealed record Skip(TimeSpan By) : Arrival;
}
