using StepFlow.Traces.Forwarding;
using Xunit;

namespace StepFlow.Tests.Traces;

public sealed class OtlpSettingsTests
{
    [Fact]
    public void Without_an_endpoint_there_is_no_target() => Assert.Empty(Read(("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"), ("OTEL_EXPORTER_OTLP_ENDPOINT", " ")));

    [Fact]
    public void One_endpoint_is_that_of_all_signals()
    {
        var targets = Read(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317"));

        Assert.Equal([OtlpSignal.Traces, OtlpSignal.Metrics, OtlpSignal.Logs], targets.Select(t => t.Signal));
        Assert.All(targets, t => Assert.Equal((new("http://collector:4317"), OtlpProtocol.Grpc, TimeSpan.FromSeconds(10), false), (t.Address, t.Protocol, t.Timeout, t.Gzip)));
    }

    [Fact]
    public void Over_http_each_signal_has_its_path() => Assert.Equal(
        ["http://collector:4318/otlp/v1/traces", "http://collector:4318/otlp/v1/metrics", "http://collector:4318/otlp/v1/logs"],
        Read(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318/otlp/"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")).Select(t => t.Address.ToString()));

    [Fact]
    public void A_signals_own_settings_come_first_and_its_address_is_taken_as_it_is()
    {
        var target = Assert.Single(Read(
            ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "https://traces.example/in"), ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/protobuf"),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"), ("OTEL_EXPORTER_OTLP_TIMEOUT", "500"), ("OTEL_EXPORTER_OTLP_TRACES_COMPRESSION", "gzip"),
            ("OTEL_EXPORTER_OTLP_HEADERS", "x-key=a%20b , tenant = 7=8")));

        Assert.Equal((new("https://traces.example/in"), OtlpProtocol.HttpProtobuf, TimeSpan.FromMilliseconds(500), true), (target.Address, target.Protocol, target.Timeout, target.Gzip));
        Assert.Equal([new("x-key", "a b"), new("tenant", "7=8")], target.Headers);
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json")]
    [InlineData("OTEL_EXPORTER_OTLP_TIMEOUT", "10s")]
    [InlineData("OTEL_EXPORTER_OTLP_COMPRESSION", "zstd")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "secret")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_CERTIFICATE", "/ca.pem")]
    public void What_cannot_be_followed_is_refused_by_name(string name, string value)
    {
        var refusal = Assert.Throws<FormatException>(() => Read(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317"), (name, value)));

        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<OtlpTarget> Read(params (string Name, string Value)[] settings)
    {
        var all = settings.GroupBy(s => s.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.Ordinal);
        return OtlpSettings.Targets(all.GetValueOrDefault);
    }
}
