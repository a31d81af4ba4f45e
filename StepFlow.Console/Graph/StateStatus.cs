namespace StepFlow.ConsoleUI.Graph;

/// <summary>How far an execution has come with a state.</summary>
public enum StateStatus
{
    NotEntered,
    Running,

    /// <summary>The state waits: for a time, a task token, or the next attempt.</summary>
    Waiting,
    Succeeded,

    /// <summary>The state failed, and one of its catchers took the error.</summary>
    Caught,
    Failed,
    Aborted,
}
