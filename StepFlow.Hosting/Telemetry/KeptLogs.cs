using OpenTelemetry;
using OpenTelemetry.Logs;
using StepFlow.Traces.Spans;

namespace StepFlow.Hosting.Telemetry;

/// <summary>Puts log entries of this process that were written in a trace into the store.</summary>
/// <param name="telemetry">Asked for when the first entry comes: it logs itself.</param>
internal sealed class KeptLogs(Func<HostTelemetry> telemetry) : BaseProcessor<LogRecord>
{
    private readonly Lazy<HostTelemetry> _telemetry = new(telemetry);

    public override void OnEnd(LogRecord data)
    {
        if (data.TraceId != default && _telemetry.Value is { Store: { } store } host)
        {
            store.Add([Read(data, host.Resource)]);
        }
    }

    private static LogEntry Read(LogRecord log, TelemetryResource resource) => new(
        ActivityReader.Read(log.TraceId),
        ActivityReader.Read(log.SpanId),
        new(log.Timestamp),
        log.LogLevel switch
        {
            >= Microsoft.Extensions.Logging.LogLevel.Error => LogEntry.Error,
            Microsoft.Extensions.Logging.LogLevel.Warning => LogEntry.Warning,
            _ => LogEntry.Information,
        },
        log.LogLevel.ToString(),
        log.Exception is { } exception ? $"{log.FormattedMessage ?? log.Body}\n{exception}" : log.FormattedMessage ?? log.Body ?? "",
        new([new("log.category", log.CategoryName ?? "")]),
        resource);
}
