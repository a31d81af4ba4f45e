using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using StepFlow.ServiceDefaults;

// The namespace every .NET service defaults project uses, so that the one call needs no using.
namespace Microsoft.Extensions.Hosting;

/// <summary>What every process with a host gets by one call: telemetry, health, resilience.</summary>
public static class ServiceDefaultsExtensions
{
    private const string LiveTag = "live";

    // The names under which OpenTelemetry's exporter asks for its clients when it sends over HTTP.
    private static readonly string[] ExporterClients = ["OtlpTraceExporter", "OtlpMetricExporter", "OtlpLogExporter"];

    /// <param name="builder">The host to equip.</param>
    /// <param name="httpSpans">
    /// Whether the spans that ASP.NET Core and HttpClient make of their requests are recorded; false for hosts that write the spans of
    /// their calls themselves. Who records HttpClient's spans does so for the whole process, and puts its own <c>traceparent</c> into every request.
    /// </param>
    /// <param name="exports">Whether telemetry goes to the collector that <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names; false for hosts that send it themselves.</param>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder, bool httpSpans = true, bool exports = true)
        where TBuilder : IHostApplicationBuilder
    {
        builder.AddTelemetry(httpSpans, exports);
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [LiveTag]);
        builder.Services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler());
        foreach (var exporter in ExporterClients)
        {
            // An exporter tries again by itself; with a second opinion a collector that is gone fills the log with its failures.
            builder.Services.AddHttpClient(exporter).ConfigureAdditionalHttpMessageHandlers((handlers, _) => handlers.Clear());
        }

        return builder;
    }

    /// <summary><c>/health</c> answers when every check passes (ready for work), <c>/alive</c> when the process runs.</summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealthChecks("/health");
        app.MapHealthChecks("/alive", new HealthCheckOptions { Predicate = check => check.Tags.Contains(LiveTag) });
        return app;
    }

    private static void AddTelemetry(this IHostApplicationBuilder builder, bool httpSpans, bool exports)
    {
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });

        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddNameUnlessSet(builder.Configuration, builder.Environment.ApplicationName))
            .WithTracing(tracing => tracing.AddDefaults(builder.Configuration, httpSpans, httpSpans))
            .WithMetrics(metrics => metrics.AddDefaults(httpSpans));
        if (exports && TelemetryDefaults.HasExporter(builder.Configuration))
        {
            telemetry.UseOtlpExporter();
        }
    }
}
