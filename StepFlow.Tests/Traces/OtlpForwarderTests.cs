using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StepFlow.Tests.EndToEnd;
using StepFlow.Traces.Forwarding;
using StepFlow.Traces.Otlp;
using StepFlow.Traces.Receiving;
using StepFlow.Traces.Storing;
using Xunit;
using static StepFlow.Tests.Traces.Samples;

namespace StepFlow.Tests.Traces;

public sealed class OtlpForwarderTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private OtlpCollector _collector = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _collector = await OtlpCollector.StartAsync(Cancellation);

    public ValueTask DisposeAsync() => _collector.DisposeAsync();

    [Theory]
    [InlineData(OtlpProtocol.Grpc, true)]
    [InlineData(OtlpProtocol.Grpc, false)]
    [InlineData(OtlpProtocol.HttpProtobuf, true)]
    [InlineData(OtlpProtocol.HttpProtobuf, false)]
    public async Task Own_spans_arrive_in_one_request_with_the_users_headers(OtlpProtocol protocol, bool gzip)
    {
        await using (var forwarder = Forwarder(protocol, gzip))
        {
            forwarder.Send(Span(1, 1, name: "parent"));
            forwarder.Send(Span(1, 2, parent: 1, name: "child"));
        }

        var export = Assert.Single(_collector.Exports);
        Assert.Equal("secret", export.Headers["x-key"]);
        Assert.Equal(
            [("worker", $"{1:x32}", $"{1:x16}", "", "parent"), ("worker", $"{1:x32}", $"{2:x16}", $"{1:x16}", "child")],
            _collector.Spans.Select(span => (span.Service, span.TraceId, span.SpanId, span.ParentId, span.Name)));
    }

    [Fact]
    public async Task What_is_received_is_passed_on_with_fields_that_nobody_here_knows()
    {
        // Field 4711 of a resource's metrics, which no message of ours names.
        byte[] metrics = [0x0A, 0x05, .. Varint((4711 << 3) | 2), 0x01, 0x2A];
        metrics[1] = (byte)(metrics.Length - 2);
        await using (var forwarder = Forwarder(OtlpProtocol.HttpProtobuf))
        {
            new OtlpIntake(new TraceStore(new()), forwarder).Take(ExportMetricsServiceRequest.Parser.ParseFrom(metrics));
        }

        var export = Assert.Single(_collector.Exports);
        Assert.Equal("/v1/metrics", export.Path);
        Assert.Equal(metrics, export.Body);
    }

    [Theory]
    [InlineData(OtlpProtocol.Grpc)]
    [InlineData(OtlpProtocol.HttpProtobuf)]
    public async Task What_a_collector_does_not_take_now_is_sent_again(OtlpProtocol protocol)
    {
        _collector.BeUnavailable(times: 3);
        await using var forwarder = Forwarder(protocol);

        forwarder.Send(OtlpSignal.Traces, SpanWriter.Write([Span(1, 1)]).ToByteArray());
        forwarder.Send(OtlpSignal.Traces, SpanWriter.Write([Span(2, 1)]).ToByteArray());

        await Eventually.GetAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(_collector.Spans.Select(span => span.TraceId).ToList());
            },
            traces => traces is [.., _, _],
            Cancellation);
        Assert.Equal([$"{1:x32}", $"{2:x32}"], _collector.Spans.Select(span => span.TraceId));
    }

    [Fact]
    public async Task A_collector_that_is_not_there_holds_nobody_up()
    {
        var address = _collector.Address;
        await _collector.DisposeAsync();
        var started = TimeProvider.System.GetTimestamp();
        await using (var forwarder = Forwarder(OtlpProtocol.HttpProtobuf, at: address))
        {
            for (ulong i = 1; i <= 10_000; i++)
            {
                forwarder.Send(Span(i, 1));
            }
        }

        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_queue_that_is_full_loses_its_oldest_requests()
    {
        var sender = new BlockedSender();
        var target = new OtlpTarget(OtlpSignal.Traces, _collector.Address, OtlpProtocol.HttpProtobuf, [], TimeSpan.FromSeconds(1), Gzip: false);
        var queue = new OtlpQueue(target, sender, _time, NullLogger.Instance, TimeSpan.FromSeconds(5));
        var half = (int)(OtlpQueue.MostBytes / 2);

        queue.Add(new byte[half]);
        await sender.Asked.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        queue.Add(new byte[half - 1]);
        queue.Add(new byte[half - 2]);
        queue.Add(new byte[half - 3]);
        sender.Open.SetResult();
        await queue.DisposeAsync();

        Assert.Equal([half, half - 2, half - 3], sender.Sent);
    }

    private static byte[] Varint(int value)
    {
        List<byte> bytes = [];
        for (; value > 0x7F; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }

    private OtlpForwarder Forwarder(OtlpProtocol protocol, bool gzip = false, Uri? at = null)
    {
        var isGrpc = protocol is OtlpProtocol.Grpc;
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = (at ?? (isGrpc ? _collector.GrpcAddress : _collector.Address)).ToString(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = isGrpc ? "grpc" : "http/protobuf",
            ["OTEL_EXPORTER_OTLP_HEADERS"] = "x-key=secret",
            ["OTEL_EXPORTER_OTLP_COMPRESSION"] = gzip ? "gzip" : "none",
        };
        return new(OtlpSettings.Targets(settings.GetValueOrDefault), _time, NullLoggerFactory.Instance);
    }

    private sealed class BlockedSender : IOtlpSender
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Open { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<int> Sent { get; } = [];

        public async Task<Delivery> SendAsync(byte[] request, CancellationToken cancellation)
        {
            Asked.TrySetResult();
            await Open.Task.WaitAsync(cancellation);
            Sent.Add(request.Length);
            return Delivery.Taken.Instance;
        }

        public void Dispose()
        {
        }
    }
}
