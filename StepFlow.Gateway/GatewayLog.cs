using Microsoft.Extensions.Logging;

namespace StepFlow.Gateway;

internal static partial class GatewayLog
{
    [LoggerMessage(400, LogLevel.Information, "{Method} {Path} answered {Status} in {Milliseconds} ms")]
    public static partial void RequestAnswered(this ILogger logger, string method, string path, int status, long milliseconds);

    [LoggerMessage(401, LogLevel.Warning, "{Method} {Path} answered {Status}: {Problem}")]
    public static partial void RequestFailed(this ILogger logger, string method, string path, int status, string problem);

    [LoggerMessage(490, LogLevel.Error, "{Method} {Path} broke by a defect of StepFlow")]
    public static partial void RequestBroke(this ILogger logger, Exception exception, string method, string path);
}
