namespace StepFlow.ConsoleUI.Executions.Events;

/// <summary>What an event is about, to filter by.</summary>
[Flags]
public enum EventKinds
{
    None = 0,

    /// <summary>The execution as a whole.</summary>
    Execution = 1,

    /// <summary>States entered and left.</summary>
    States = 2,

    /// <summary>Calls of Tasks.</summary>
    Calls = 4,

    /// <summary>Branches, iterations, Map Runs.</summary>
    Branches = 8,

    /// <summary>What AWS's history does not show: timers, retries, heartbeats, time skipped.</summary>
    Own = 16,

    All = Execution | States | Calls | Branches | Own,
}
