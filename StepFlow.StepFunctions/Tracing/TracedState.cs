using System.Diagnostics;
using StepFlow.Language.Errors;
using StepFlow.StepFunctions.Journal;

namespace StepFlow.StepFunctions.Tracing;

/// <summary>One visit of a state.</summary>
internal sealed class TracedState(StateEntered entered)
{
    public string Name => entered.State;

    public string Type => entered.StateType;

    public long EnteredEventId => entered.Id;

    public int InputSize => entered.Input.Utf8Length;

    public bool Traced { get; init; }

    /// <summary>Times the execution had been redriven when this began, or began again.</summary>
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

    /// <summary>Goes on after a redrive, in a span of its own.</summary>
    public void BeginAgain(DateTimeOffset at, int redrive)
    {
        Ended = false;
        StartedAt = at;
        Redrive = redrive;
        Retries = 0;
        Error = null;
        Events.Clear();
    }
}
