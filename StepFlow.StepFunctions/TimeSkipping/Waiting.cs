namespace StepFlow.StepFunctions.TimeSkipping;

/// <summary>One thing an execution waits for, or one timer that runs for it.</summary>
/// <param name="State">The state that waits; null for the timeout of the whole execution.</param>
/// <param name="Frame">The branch or iteration it is in; 0 is the execution itself.</param>
/// <param name="Until">When it is due, by the execution's own clock; null for what no time brings.</param>
/// <param name="Ahead">How far that clock is ahead of real time: it comes at <c>Until - Ahead</c> unless it is skipped.</param>
/// <param name="On">What is waited for, where it has a name: an activity, a child execution, a Map Run, the resource of a call.</param>
public sealed record Waiting(
    string ExecutionArn, string StateMachineArn, string? State, int Frame, WaitingFor For, DateTimeOffset? Until, TimeSpan Ahead, string? On = null)
{
    /// <summary>When it is due in real time; null for what no time brings.</summary>
    public DateTimeOffset? DueAt => Until - Ahead;

    /// <summary>Whether this is the timer that a skip of its execution goes to: the first one of the family.</summary>
    public bool IsNext { get; init; }

    /// <summary>Whether something is being done for the family in real time, so that it is only skipped when that is asked for.</summary>
    public bool IsAtWork { get; init; }
}

public enum WaitingFor
{
    /// <summary>The end of a Wait state.</summary>
    Wait,

    /// <summary>The next attempt, after the pause that a Retrier makes.</summary>
    Retry,

    /// <summary>The answer of a call that is in flight.</summary>
    Answer,

    /// <summary>The end of a job of another service.</summary>
    Job,

    /// <summary>Whoever holds the task token.</summary>
    TaskToken,

    /// <summary>A worker of an activity.</summary>
    ActivityWorker,

    /// <summary>The end of an execution that a Task started.</summary>
    ChildExecution,

    /// <summary>The end of a Map Run.</summary>
    MapRun,

    /// <summary>The timeout of a Task.</summary>
    TaskTimeout,

    /// <summary>The timeout of a heartbeat.</summary>
    HeartbeatTimeout,

    /// <summary>The timeout of the whole execution.</summary>
    ExecutionTimeout,
}
