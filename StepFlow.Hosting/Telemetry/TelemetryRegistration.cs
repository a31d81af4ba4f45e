using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using StepFlow.Traces.Forwarding;

namespace StepFlow.Hosting.Telemetry;

/// <summary>Telemetry of the host itself, beside that of service defaults.</summary>
internal static class TelemetryRegistration
{
    public static IServiceCollection AddHostTelemetry(this IServiceCollection services, IConfiguration configuration, Func<IServiceProvider, TelemetrySettings> settings)
    {
        services.AddSingleton(provider => new HostTelemetry(
            settings(provider),
            provider.GetRequiredService<IConfiguration>(),
            provider.GetRequiredService<TracerProvider>,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.ConfigureOpenTelemetryTracerProvider((provider, tracing) => tracing.AddProcessor(new OwnSpans(provider.GetRequiredService<HostTelemetry>)));
        services.ConfigureOpenTelemetryLoggerProvider((provider, logging) => logging.AddProcessor(new KeptLogs(provider.GetRequiredService<HostTelemetry>)));

        // Spans go by the forwarder.
        if (TargetOf(configuration, OtlpSignal.Metrics) is { } metrics)
        {
            services.ConfigureOpenTelemetryMeterProvider(provider => provider.AddOtlpExporter(options => Set(options, metrics)));
        }

        if (TargetOf(configuration, OtlpSignal.Logs) is { } logs)
        {
            services.ConfigureOpenTelemetryLoggerProvider(provider => provider.AddOtlpExporter(options => Set(options, logs)));
        }

        return services;
    }

    private static OtlpTarget? TargetOf(IConfiguration configuration, OtlpSignal signal)
    {
        try
        {
            return OtlpSettings.Targets(name => configuration[name]).FirstOrDefault(target => target.Signal == signal);
        }
        catch (FormatException)
        {
            return null; // HostTelemetry refuses such settings, when there is somebody to tell
        }
    }

    private static void Set(OtlpExporterOptions options, OtlpTarget target)
    {
        options.Endpoint = target.Address;
        options.Protocol = target.Protocol is OtlpProtocol.Grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        options.Headers = string.Join(',', target.Headers.Select(header => $"{header.Key}={Uri.EscapeDataString(header.Value)}"));
        options.TimeoutMilliseconds = (int)target.Timeout.TotalMilliseconds;
    }
}
