using StepFlow.Traces.Otlp;
using StepFlow.Traces.Spans;

namespace StepFlow.Traces.Receiving;

/// <summary>The log entries of a request that name a trace.</summary>
internal static class LogReader
{
    public static List<LogEntry> Read(ExportLogsServiceRequest request)
    {
        List<LogEntry> logs = [];
        foreach (var part in request.ResourceLogs)
        {
            var resource = OtlpValues.Read(part.Resource);
            foreach (var log in part.ScopeLogs.SelectMany(scope => scope.LogRecords))
            {
                if (OtlpValues.TraceId(log.TraceId) is { IsEmpty: false } trace)
                {
                    logs.Add(Read(log, trace, resource));
                }
            }
        }

        return logs;
    }

    private static LogEntry Read(LogRecord log, TraceId trace, TelemetryResource resource) => new(
        trace,
        OtlpValues.SpanId(log.SpanId),
        OtlpValues.Time(log.TimeUnixNano is 0 ? log.ObservedTimeUnixNano : log.TimeUnixNano),
        log.SeverityNumber,
        log.SeverityText,
        OtlpValues.Text(log.Body),
        OtlpValues.Read(log.Attributes),
        resource);
}
