using Microsoft.Extensions.Logging;

namespace StepFlow.Traces.Forwarding;

internal static partial class ForwardingLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Signal} cannot be sent to {Address}: {Problem}. They are kept and sent later, up to {Megabytes} MB")]
    public static partial void CollectorSilent(this ILogger logger, OtlpSignal signal, Uri address, string problem, long megabytes);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Address} takes {Signal} again; {Lost} requests were lost meanwhile")]
    public static partial void CollectorBack(this ILogger logger, Uri address, OtlpSignal signal, long lost);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Address} refuses {Signal}: {Problem}. Check OTEL_EXPORTER_OTLP_ENDPOINT, _PROTOCOL and _HEADERS")]
    public static partial void CollectorRefuses(this ILogger logger, Uri address, OtlpSignal signal, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} requests with {Signal} were not sent to {Address} before the end")]
    public static partial void NotSent(this ILogger logger, int count, OtlpSignal signal, Uri address);
}
