using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace StepFlow.ServiceDefaults;

/// <summary>
/// Telemetry of a Lambda function, which has no host to hang it on. Costs nothing where no exporter is configured.
/// Dispose it when the process ends: what is still in memory is sent then.
/// </summary>
public sealed class FunctionTelemetry : IDisposable
{
    private readonly OpenTelemetrySdk? _sdk;

    private FunctionTelemetry(OpenTelemetrySdk? sdk) => _sdk = sdk;

    /// <summary>For the function's own log lines; they carry the trace they were written in.</summary>
    public ILoggerFactory Loggers => _sdk?.GetLoggerFactory() ?? NullLoggerFactory.Instance;

    /// <param name="serviceName">The name in traces; without one OTEL_SERVICE_NAME, else the function's name.</param>
    public static FunctionTelemetry Start(string? serviceName = null)
    {
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        return TelemetryDefaults.HasExporter(settings) ? new(Create(settings, serviceName)) : new(sdk: null);
    }

    /// <summary>Sends what is in memory; call it after an event where the process may be frozen, as AWS does.</summary>
    public void Flush(TimeSpan within)
    {
        _sdk?.TracerProvider.ForceFlush((int)within.TotalMilliseconds);
        _sdk?.LoggerProvider.ForceFlush((int)within.TotalMilliseconds);
    }

    public void Dispose() => _sdk?.Dispose();

    private static OpenTelemetrySdk Create(IConfiguration settings, string? serviceName) =>
        OpenTelemetrySdk.Create(telemetry => telemetry
            .ConfigureResource(resource => Describe(resource, settings, serviceName))
            .WithTracing(tracing => tracing.AddDefaults(settings, incomingRequests: false, outgoingRequests: true))
            .WithMetrics(metrics => metrics.AddDefaults(incomingRequests: false))
            .WithLogging()
            .UseOtlpExporter());

    private static void Describe(ResourceBuilder resource, IConfiguration settings, string? serviceName)
    {
        var name = serviceName ?? settings["OTEL_SERVICE_NAME"] ?? settings["AWS_LAMBDA_FUNCTION_NAME"];
        if (name is not null)
        {
            resource.AddService(name);
        }

        if (settings["AWS_LAMBDA_FUNCTION_NAME"] is { } function)
        {
            resource.AddAttributes(
            [
                new("faas.name", function),
                new("faas.version", settings["AWS_LAMBDA_FUNCTION_VERSION"] ?? "$LATEST"),
                new("cloud.region", settings["AWS_REGION"] ?? "us-east-1"),
            ]);
        }
    }
}
