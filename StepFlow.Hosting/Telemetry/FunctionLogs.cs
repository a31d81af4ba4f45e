using StepFlow.Aws.Tracing;
using StepFlow.Lambda;
using StepFlow.Traces.Spans;
using StepFlow.Traces.Storing;

namespace StepFlow.Hosting.Telemetry;

/// <summary>
/// What functions write to their output, as log entries of the trace they wrote it in: functions of any language, whether or not they know
/// OpenTelemetry.
/// </summary>
internal static class FunctionLogs
{
    // The four columns of Lambda's runtimes: time, request id, level, message.
    private const int Columns = 4;

    /// <summary>Listens until the result is disposed.</summary>
    public static IDisposable Keep(LambdaService lambda, TraceStore store) => lambda.ListenToLines(line =>
    {
        if (XRayTraceHeader.TryParse(line.TraceHeader, out var context))
        {
            store.Add([Read(line, ActivityReader.Read(context.TraceId), ActivityReader.Read(context.SpanId))]);
        }
    });

    private static LogEntry Read(FunctionLine line, TraceId trace, SpanId span)
    {
        var (level, text) = line.Text.Split('\t', Columns) is [_, var id, var word, var message] && id == line.RequestId ? (word, message) : ("", line.Text);
        var severity = level.ToUpperInvariant() switch
        {
            "WARN" or "WARNING" => LogEntry.Warning,
            "FAIL" or "CRIT" or "ERROR" or "FATAL" => LogEntry.Error,
            "" when line.Source is FunctionLineSource.Error => LogEntry.Error,
            _ => LogEntry.Information,
        };
        return new(
            trace, span, line.At, severity, level, text,
            new([new("faas.invocation_id", line.RequestId ?? "")]),
            new(line.Function, new([new(TelemetryResource.ServiceName, line.Function)])));
    }
}
