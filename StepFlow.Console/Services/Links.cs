namespace StepFlow.ConsoleUI.Services;

/// <summary>Addresses of pages. ARNs stay readable in them: only what a path cannot hold is escaped.</summary>
public static class Links
{
    public static string StateMachine(string arn) => "/state-machines/" + Escape(arn);

    public static string Execution(string arn) => "/executions/" + Escape(arn);

    /// <summary>The list of a state machine's executions.</summary>
    public static string ExecutionsOf(string stateMachineArn) => "/executions?machine=" + Uri.EscapeDataString(stateMachineArn);

    public static string MapRun(string arn) => "/map-runs/" + Escape(arn);

    public static string Function(string name) => "/functions/" + Escape(name);

    public static string Request(string id) => "/requests/" + Escape(id);

    public static string Trace(string traceId) => "/traces/" + Escape(traceId);

    private static string Escape(string text) => Uri.EscapeDataString(text).Replace("%3A", ":", StringComparison.Ordinal).Replace("%2F", "/", StringComparison.Ordinal);
}
