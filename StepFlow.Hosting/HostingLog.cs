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

    [LoggerMessage(503, LogLevel.Warning, "Activity {Activity} cannot be polled, and is tried again every second: {Problem}")]
    public static partial void ActivityPollFailed(this ILogger logger, string activity, string problem);

    [LoggerMessage(511, LogLevel.Information, "Activity {Activity} is polled again")]
    public static partial void ActivityPolledAgain(this ILogger logger, string activity);

    [LoggerMessage(504, LogLevel.Information, "The answer of activity {Activity} was not taken ({Operation}): {Problem}")]
    public static partial void ActivityAnswerRefused(this ILogger logger, string activity, string operation, string problem);

    [LoggerMessage(505, LogLevel.Information, "State machine {StateMachine} runs in StepFlow, not in LocalStack: it is an Express workflow that calls Lambda, and those have no activities")]
    public static partial void ExpressStaysHere(this ILogger logger, string stateMachine);

    [LoggerMessage(506, LogLevel.Information, "Paused: no Task calls anything until the host is resumed")]
    public static partial void Paused(this ILogger logger);

    [LoggerMessage(507, LogLevel.Information, "Resumed")]
    public static partial void Resumed(this ILogger logger);

    [LoggerMessage(508, LogLevel.Information, "Reset: all executions are gone, the state machines are new")]
    public static partial void WasReset(this ILogger logger);

    [LoggerMessage(510, LogLevel.Error, "State machine {StateMachine} is not created, and the rest runs: {Problem}")]
    public static partial void DefinitionRefused(this ILogger logger, string stateMachine, string problem);

    [LoggerMessage(509, LogLevel.Error, "The reset failed; start the host again")]
    public static partial void ResetFailed(this ILogger logger, Exception exception);
}
