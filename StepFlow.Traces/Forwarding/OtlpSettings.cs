using System.Globalization;

namespace StepFlow.Traces.Forwarding;

/// <summary>OpenTelemetry's own settings of exporters (<c>OTEL_EXPORTER_OTLP_…</c>), each also for a single signal.</summary>
public static class OtlpSettings
{
    private const string Prefix = "OTEL_EXPORTER_OTLP_";

    private static readonly string[] NotSupported = ["CERTIFICATE", "CLIENT_KEY", "CLIENT_CERTIFICATE", "INSECURE"];

    /// <summary>The targets that the settings name; none where they name none.</summary>
    /// <param name="setting">A setting by its name.</param>
    /// <exception cref="FormatException">A setting cannot be followed; the message says which and why.</exception>
    public static IReadOnlyList<OtlpTarget> Targets(Func<string, string?> setting) =>
        [.. Enum.GetValues<OtlpSignal>().Select(signal => TargetOf(signal, setting)).OfType<OtlpTarget>()];

    private static OtlpTarget? TargetOf(OtlpSignal signal, Func<string, string?> setting)
    {
        var own = Value($"{Prefix}{Name(signal)}_ENDPOINT", setting);
        if ((own ?? Value($"{Prefix}ENDPOINT", setting)) is not { } endpoint)
        {
            return null;
        }

        foreach (var name in NotSupported)
        {
            if (Of(signal, name, setting) is { Name: var set, Value: not null })
            {
                throw new FormatException($"{set} is not supported: telemetry is sent as the certificates of this machine and the scheme of the endpoint say. Remove it, or send through a collector of your own.");
            }
        }

        var protocol = Of(signal, "PROTOCOL", setting) switch
        {
            { Value: null or "grpc" } => OtlpProtocol.Grpc,
            { Value: "http/protobuf" } => OtlpProtocol.HttpProtobuf,
            var (name, value) => throw new FormatException($"{name} is '{value}'; it may be grpc (the default) or http/protobuf."),
        };
        var address = Address(own is null ? $"{Prefix}ENDPOINT" : $"{Prefix}{Name(signal)}_ENDPOINT", endpoint);

        // By the specification the general endpoint is where the paths of the signals begin, one of a signal is taken as it is.
        if (protocol is OtlpProtocol.HttpProtobuf && own is null)
        {
            address = new($"{address.AbsoluteUri.TrimEnd('/')}/v1/{Name(signal).ToLowerInvariant()}");
        }

        return new(signal, address, protocol, Headers(signal, setting), Timeout(signal, setting), Gzip(signal, setting));
    }

    private static Uri Address(string name, string endpoint) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new FormatException($"{name} is '{endpoint}', which is no address with http:// or https://.");

    private static List<KeyValuePair<string, string>> Headers(OtlpSignal signal, Func<string, string?> setting)
    {
        List<KeyValuePair<string, string>> headers = [];
        var (name, value) = Of(signal, "HEADERS", setting);
        foreach (var pair in (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = pair.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts is not [{ Length: > 0 } key, var text])
            {
                throw new FormatException($"{name} holds a part without '='; write name=value, separated by commas.");
            }

            headers.Add(new(Uri.UnescapeDataString(key), Uri.UnescapeDataString(text)));
        }

        return headers;
    }

    private static TimeSpan Timeout(OtlpSignal signal, Func<string, string?> setting) => Of(signal, "TIMEOUT", setting) switch
    {
        { Value: null } => TimeSpan.FromSeconds(10),
        { Value: var text } when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds > 0 =>
            TimeSpan.FromMilliseconds(milliseconds),
        var (name, text) => throw new FormatException($"{name} is '{text}'; it is a number of milliseconds."),
    };

    private static bool Gzip(OtlpSignal signal, Func<string, string?> setting) => Of(signal, "COMPRESSION", setting) switch
    {
        { Value: null or "none" } => false,
        { Value: "gzip" } => true,
        var (name, text) => throw new FormatException($"{name} is '{text}'; it may be none or gzip."),
    };

    // A signal's own setting comes before the general one.
    private static (string Name, string? Value) Of(OtlpSignal signal, string what, Func<string, string?> setting)
    {
        var own = $"{Prefix}{Name(signal)}_{what}";
        return Value(own, setting) is { } value ? (own, value) : ($"{Prefix}{what}", Value($"{Prefix}{what}", setting));
    }

    private static string? Value(string name, Func<string, string?> setting) => setting(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    private static string Name(OtlpSignal signal) => signal.ToString().ToUpperInvariant();
}
