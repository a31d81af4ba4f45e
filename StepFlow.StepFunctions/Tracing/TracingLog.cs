using Microsoft.Extensions.Logging;

namespace StepFlow.StepFunctions.Tracing;

internal static partial class TracingLog
{
    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Executions are not traced: .NET {Runtime} keeps the id of an Activity where StepFlow cannot set it. All else works; use a StepFlow made for this runtime")]
    public static partial void NotTraced(this ILogger logger, Version runtime);
}
