using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Trace;

namespace StepFlow.Hosting.Telemetry;

/// <summary>Telemetry of the host itself, beside that of service defaults.</summary>
internal static class TelemetryRegistration
{
    public static IServiceCollection AddHostTelemetry(this IServiceCollection services, Func<IServiceProvider, TelemetrySettings> settings)
    {
        services.AddSingleton(provider => new HostTelemetry(
            settings(provider),
            provider.GetRequiredService<IConfiguration>(),
            provider.GetRequiredService<TracerProvider>,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.ConfigureOpenTelemetryTracerProvider((provider, tracing) => tracing.AddProcessor(new KeptSpans(provider.GetRequiredService<HostTelemetry>)));
        services.ConfigureOpenTelemetryLoggerProvider((provider, logging) => logging.AddProcessor(new KeptLogs(provider.GetRequiredService<HostTelemetry>)));
        return services;
    }
}
