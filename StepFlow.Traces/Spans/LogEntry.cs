namespace StepFlow.Traces.Spans;

/// <summary>A line of a log, written while a span was running.</summary>
/// <param name="SpanId">Empty where only the trace is known.</param>
/// <param name="Severity">OTLP's number: 1 to 24, from 9 information, from 13 warning, from 17 error; 0 where it is not said.</param>
public sealed record LogEntry(
    TraceId TraceId, SpanId SpanId, DateTimeOffset At, int Severity, string SeverityText, string Body, Attributes Attributes, TelemetryResource Resource)
{
    public const int Information = 9;
    public const int Warning = 13;
    public const int Error = 17;
}
