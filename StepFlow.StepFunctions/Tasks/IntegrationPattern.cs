namespace StepFlow.StepFunctions.Tasks;

/// <summary>What ends a Task: the service's answer, the end of the job it started, or a task token that comes back.</summary>
public enum IntegrationPattern
{
    RequestResponse,

    /// <summary><c>.sync</c></summary>
    Sync,

    /// <summary><c>.sync:2</c>: as Sync, with input and output of a nested execution as JSON.</summary>
    Sync2,

    /// <summary><c>.waitForTaskToken</c></summary>
    WaitForTaskToken,
}
