namespace StepFlow.StepFunctions.TimeSkipping;

/// <summary>Why time was not skipped, in sentences.</summary>
internal static class WhyNot
{
    public const string AllAtWork = "Every execution that has a timer is at work: calls are in flight, and take their real time.";
    public const string NothingDueAnywhere = "No running execution waits for a time.";

    public static string NotRunning(string executionArn) => $"There is no running execution {executionArn}.";

    public static string AtWork(Family family)
    {
        var what = family.Members.SelectMany(m => m.Waits).FirstOrDefault(w => w.For is WaitingFor.Answer or WaitingFor.Job);
        return what is null
            ? "The execution is at work: it is going from one state to the next."
            : $"The execution is at work: state '{what.State}' of {what.ExecutionArn} has called {what.On}, which takes its real time. Skip over calls to have its timeout.";
    }

    public static string NothingDue(Family family) => $"No time brings the execution on: it waits for {Others(family)}.";

    public static string OnlySomebodyElse(Family family) =>
        $"The execution waits for {Others(family)}. What comes next by time is {Timeout(family.Next!.For)}; skip once to have it.";

    private static string Others(Family family) => string.Join(
        " and ",
        family.Members.SelectMany(m => m.Waits).Where(w => w.Until is null).Select(w => $"{Thing(w.For)} in state '{w.State}'").Distinct(StringComparer.Ordinal).Take(3));

    private static string Thing(WaitingFor what) => what switch
    {
        WaitingFor.TaskToken => "a task token",
        WaitingFor.ActivityWorker => "a worker of an activity",
        WaitingFor.ChildExecution => "an execution",
        WaitingFor.MapRun => "a Map Run",
        WaitingFor.Job => "a job",
        _ => "an answer",
    };

    private static string Timeout(WaitingFor what) => what switch
    {
        WaitingFor.HeartbeatTimeout => "the timeout of its heartbeat",
        WaitingFor.ExecutionTimeout => "the timeout of the whole execution",
        _ => "its timeout",
    };
}
