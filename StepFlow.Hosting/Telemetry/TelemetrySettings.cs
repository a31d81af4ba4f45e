using StepFlow.Traces.Storing;

namespace StepFlow.Hosting.Telemetry;

/// <param name="IsKept">Whether the last traces are kept in this process.</param>
internal sealed record TelemetrySettings(bool IsKept, TraceLimits Limits);
