namespace StepFlow.StepFunctions.Running;

/// <summary>Runs distributed Maps: each Map Run reads items, starts child executions and gathers what comes of them.</summary>
public interface IMapRuns
{
    /// <summary>Starts a Map Run, or goes on with it after a restart or a redrive; its end is posted to the runner.</summary>
    void Start(ExecutionRunner parent, int frame, int work, string mapRunArn, bool redrive);

    /// <summary>The execution has ended: its Map Runs end too, and their children are aborted.</summary>
    void AbortOf(string executionArn);
}
