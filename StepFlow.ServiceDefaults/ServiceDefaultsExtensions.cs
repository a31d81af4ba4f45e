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

    /// <param name="builder">The host to equip.</param>
    /// <param name="incomingRequests">
    /// Whether ASP.NET Core's own request spans are recorded; false for hosts that write the spans of their requests themselves.
    /// </param>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder, bool incomingRequests = true)
        where TBuilder : IHostApplicationBuilder
    {
        builder.AddTelemetry(incomingRequests);
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [LiveTag]);
        builder.Services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler());
        return builder;
    }

    /// <summary><c>/health</c> answers when every check passes (ready for work), <c>/alive</c> when the process runs.</summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealthChecks("/health");
        app.MapHealthChecks("/alive", new HealthCheckOptions { Predicate = check => check.Tags.Contains(LiveTag) });
        return app;
    }

    private static void AddTelemetry(this IHostApplicationBuilder builder, bool incomingRequests)
    {
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });

        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddNameUnlessSet(builder.Configuration, builder.Environment.ApplicationName))
            .WithTracing(tracing => tracing.AddDefaults(builder.Configuration, incomingRequests))
            .WithMetrics(metrics => metrics.AddDefaults(incomingRequests));
        if (TelemetryDefaults.HasExporter(builder.Configuration))
        {
            telemetry.UseOtlpExporter();
        }
    }
}
