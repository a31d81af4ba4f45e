using System.Collections;

namespace StepFlow.Hosting.Embedded;

/// <summary>OpenTelemetry's variables of a function.</summary>
internal static class TelemetryVariables
{
    private const string Exporter = "OTEL_EXPORTER_OTLP_";
    private const string Endpoint = Exporter + "ENDPOINT";
    private const string Protocol = Exporter + "PROTOCOL";

    /// <summary>
    /// A local trace is wanted whole and at once: always sampled, sent within a second. What the user has set in OTEL_ variables comes first, except
    /// where to send: functions send to this host, which passes everything on.
    /// </summary>
    public static Dictionary<string, string> Of(LambdaFunctionResource function, OtlpAddresses? otlp)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OTEL_TRACES_SAMPLER"] = "always_on",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "500",
            ["OTEL_BLRP_SCHEDULE_DELAY"] = "500",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "5000",
        };
        foreach (DictionaryEntry own in Environment.GetEnvironmentVariables())
        {
            if (own is { Key: string name, Value: string value } && name.StartsWith("OTEL_", StringComparison.Ordinal))
            {
                // A function inherits this process's environment: an empty variable is one that is not set.
                variables[name] = otlp is not null && name.StartsWith(Exporter, StringComparison.Ordinal) ? "" : value;
            }
        }

        variables["OTEL_SERVICE_NAME"] = function.Name;
        if (otlp is not null)
        {
            variables[Endpoint] = Text(otlp.Http);
            variables[Protocol] = "http/protobuf";
        }

        return variables;
    }

    /// <summary>A function may be set to speak gRPC, which has a door of its own.</summary>
    public static void ChooseDoor(Dictionary<string, string> variables, OtlpAddresses? otlp)
    {
        if (otlp is not null && variables.GetValueOrDefault(Endpoint) == Text(otlp.Http) && variables.GetValueOrDefault(Protocol) is "grpc")
        {
            variables[Endpoint] = Text(otlp.Grpc);
        }
    }

    private static string Text(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
