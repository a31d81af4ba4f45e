using Microsoft.Extensions.Logging;

namespace StepFlow.Hosting;

internal static partial class HostingLog
{
    [LoggerMessage(500, LogLevel.Debug, "State machine {StateMachine} is new")]
    public static partial void StateMachineCreated(this ILogger logger, string stateMachine);

    [LoggerMessage(501, LogLevel.Information, "State machine {StateMachine} was updated from its file; running executions keep the definition they have")]
    public static partial void StateMachineUpdated(this ILogger logger, string stateMachine);

    [LoggerMessage(502, LogLevel.Warning, "State machine {StateMachine}: {Problem}")]
    public static partial void DefinitionDoubtful(this ILogger logger, string stateMachine, string problem);
}
