using Microsoft.Extensions.Configuration;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace StepFlow.ServiceDefaults;

/// <summary>What is listened to, the same for hosts and functions.</summary>
internal static class TelemetryDefaults
{
    private const string OwnSources = "StepFlow.*";
    private const string LambdaRuntimeApi = "/2018-06-01/runtime";

    private static readonly string[] ExporterSettings =
    [
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
        "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
        "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT",
    ];

    public static bool HasExporter(IConfiguration settings) =>
        ExporterSettings.Any(name => !string.IsNullOrWhiteSpace(settings[name]));

    public static TracerProviderBuilder AddDefaults(this TracerProviderBuilder tracing, IConfiguration settings, bool incomingRequests, bool outgoingRequests)
    {
        tracing.AddSource(OwnSources);
        if (outgoingRequests)
        {
            tracing.AddHttpClientInstrumentation(http => http.FilterHttpRequestMessage = IsWorthASpan);
        }

        if (incomingRequests)
        {
            tracing.AddAspNetCoreInstrumentation(web =>
                web.Filter = context => context.Request.Path.Value is not ("/health" or "/alive"));
        }

        // A local trace is wanted whole, also below a caller that says "not sampled". OTEL_TRACES_SAMPLER decides otherwise.
        return string.IsNullOrEmpty(settings["OTEL_TRACES_SAMPLER"]) ? tracing.SetSampler(new AlwaysOnSampler()) : tracing;
    }

    /// <summary>A name for the process in traces; OTEL_SERVICE_NAME wins.</summary>
    public static ResourceBuilder AddNameUnlessSet(this ResourceBuilder resource, IConfiguration settings, string? name) =>
        string.IsNullOrEmpty(settings["OTEL_SERVICE_NAME"]) && !string.IsNullOrEmpty(name) ? resource.AddService(name) : resource;

    public static MeterProviderBuilder AddDefaults(this MeterProviderBuilder metrics, bool incomingRequests)
    {
        metrics.AddMeter(OwnSources).AddHttpClientInstrumentation().AddRuntimeInstrumentation();
        return incomingRequests ? metrics.AddAspNetCoreInstrumentation() : metrics;
    }

    // The long polls of a Lambda runtime are not work anybody asked for.
    private static bool IsWorthASpan(HttpRequestMessage request) =>
        request.RequestUri?.AbsolutePath.Contains(LambdaRuntimeApi, StringComparison.Ordinal) is not true;
}
