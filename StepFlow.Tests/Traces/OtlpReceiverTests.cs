using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using StepFlow.Traces.Otlp;
using StepFlow.Traces.Spans;
using Xunit;
using SpanKind = StepFlow.Traces.Spans.SpanKind;

namespace StepFlow.Tests.Traces;

/// <summary>What senders export, by OpenTelemetry's own exporter and by hand.</summary>
public sealed class OtlpReceiverTests : IAsyncLifetime
{
    private static readonly byte[] TraceBytes = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];
    private OtlpServer _server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static TraceId Trace => TraceId.From(TraceBytes);

    public async ValueTask InitializeAsync() => _server = await OtlpServer.StartAsync(Cancellation);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public void What_open_telemetry_exports_arrives_whole(OtlpExportProtocol protocol)
    {
        using var source = new ActivitySource($"{nameof(OtlpReceiverTests)}.{protocol}");
        using var provider = Sdk.CreateTracerProviderBuilder()
            .AddSource(source.Name)
            .ConfigureResource(resource => resource.AddService("sender"))
            .AddOtlpExporter(o => (o.Protocol, o.Endpoint) = (protocol, protocol is OtlpExportProtocol.Grpc ? _server.Grpc : new(_server.Http, "v1/traces")))
            .Build();
        using var parent = source.StartActivity("parent", ActivityKind.Server)!;
        using (var child = source.StartActivity("child", ActivityKind.Client, parent.Context, links: [new(parent.Context)])!)
        {
            child.SetTag("text", "a").SetTag("number", 7).SetTag("flag", true).SetTag("list", new[] { "x", "y" });
            child.AddEvent(new("happened", tags: new() { ["why"] = 1.5 }));
            child.SetStatus(ActivityStatusCode.Error, "went wrong");
        }

        parent.Stop();
        Assert.True(provider.ForceFlush(30_000));

        Assert.True(TraceId.TryParse(parent.TraceId.ToHexString(), out var id));
        var spans = _server.Store.Find(id)!.Nodes.Select(node => node.Span!).ToList();
        Assert.Equal(["parent", "child"], spans.Select(span => span.Name));
        Assert.Equal((SpanKind.Client, "sender", source.Name, SpanStatus.Error, "went wrong"), (spans[1].Kind, spans[1].Service, spans[1].Scope, spans[1].Status, spans[1].StatusMessage));
        Assert.Equal(("a", 7L, true), (spans[1].Attributes["text"], spans[1].Attributes["number"], spans[1].Attributes["flag"]));
        Assert.Equal((object[])["x", "y"], spans[1].Attributes["list"]);
        Assert.Equal(("happened", 1.5), (spans[1].Events[0].Name, spans[1].Events[0].Attributes["why"]));
        Assert.Equal(spans[0].SpanId, Assert.Single(spans[1].Links).SpanId);
        Assert.Equal(parent.StartTimeUtc, spans[0].Start.UtcDateTime);
        Assert.Equal(parent.Duration, spans[0].Duration);
    }

    [Fact]
    public void Logs_arrive_with_the_span_they_were_written_in()
    {
        using var source = new ActivitySource("logs");
        using var listener = new ActivityListener { ShouldListenTo = s => s == source, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded };
        ActivitySource.AddActivityListener(listener);
        using var activity = source.StartActivity("work")!;
        using (var loggers = LoggerFactory.Create(logging => logging.AddOpenTelemetry(o =>
        {
            o.IncludeFormattedMessage = true;
            o.AddOtlpExporter(e => (e.Protocol, e.Endpoint) = (OtlpExportProtocol.HttpProtobuf, new(_server.Http, "v1/logs")));
        })))
        {
#pragma warning disable CA1848, CA1873 // One line in a test is not worth a generated method.
            loggers.CreateLogger("test").LogWarning("{Count} left", 3);
#pragma warning restore CA1848, CA1873
        }

        Assert.True(TraceId.TryParse(activity.TraceId.ToHexString(), out var trace));
        var log = Assert.Single(_server.Store.LogsOf(trace));
        Assert.Equal(("3 left", LogEntry.Warning, activity.SpanId.ToHexString()), (log.Body, log.Severity, log.SpanId.ToString()));
    }

    [Fact]
    public async Task A_body_may_be_compressed()
    {
        using var body = new MemoryStream();
        using (var gzip = new GZipStream(body, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Request(ByteString.CopyFrom(TraceBytes)).ToByteArray());
        }

        using var response = await PostAsync(body.ToArray(), "application/x-protobuf", "gzip");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotNull(_server.Store.Find(Trace));
    }

    [Fact]
    public async Task Spans_without_valid_ids_are_refused_and_the_others_taken()
    {
        var request = Request(ByteString.CopyFrom(TraceBytes), ByteString.CopyFrom(1, 2, 3), ByteString.CopyFrom(new byte[16]));

        using var response = await PostAsync(request.ToByteArray(), "application/x-protobuf");

        var answer = ExportTraceServiceResponse.Parser.ParseFrom(await response.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal(2, answer.PartialSuccess.RejectedSpans);
        Assert.Contains("trace id of 16 bytes", answer.PartialSuccess.ErrorMessage, StringComparison.Ordinal);
        Assert.Single(_server.Store.Find(Trace)!.Nodes);
    }

    [Fact]
    public async Task By_grpc_too_the_answer_says_what_was_refused()
    {
        using var channel = GrpcChannel.ForAddress(_server.Grpc);
        var bytes = Marshallers.Create<byte[]>(b => b, b => b);
        var method = new Method<byte[], byte[]>(MethodType.Unary, "opentelemetry.proto.collector.trace.v1.TraceService", "Export", bytes, bytes);
        var options = new CallOptions(new Metadata { { "grpc-internal-encoding-request", "gzip" } }, cancellationToken: Cancellation);

        var answer = await channel.CreateCallInvoker().AsyncUnaryCall(method, null, options, Request(ByteString.CopyFrom(1)).ToByteArray());

        Assert.Equal(1, ExportTraceServiceResponse.Parser.ParseFrom(answer).PartialSuccess.RejectedSpans);
    }

    [Theory]
    [InlineData("application/json", null, 415, "send application/x-protobuf")]
    [InlineData("application/x-protobuf", "br", 415, "compressed with 'br'")]
    [InlineData("application/x-protobuf", null, 400, "cannot be read")]
    [InlineData("application/x-protobuf", "gzip", 400, "cannot be read")]
    public async Task What_cannot_be_read_is_refused_with_a_reason(string type, string? encoding, int status, string reason)
    {
        using var response = await PostAsync("{\"not\":\"protobuf\"}"u8.ToArray(), type, encoding);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/x-protobuf", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(reason, StepFlow.Traces.Otlp.Status.Parser.ParseFrom(await response.Content.ReadAsByteArrayAsync(Cancellation)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_small_body_that_grows_beyond_measure_is_refused()
    {
        using var body = new MemoryStream();
        using (var gzip = new GZipStream(body, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var i = 0; i < 65; i++)
            {
                gzip.Write(new byte[1 << 20]);
            }
        }

        using var response = await PostAsync(body.ToArray(), "application/x-protobuf", "gzip");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    private static ExportTraceServiceRequest Request(params ByteString[] traces)
    {
        var scope = new ScopeSpans();
        foreach (var trace in traces)
        {
            scope.Spans.Add(new StepFlow.Traces.Otlp.Span { TraceId = trace, SpanId = ByteString.CopyFrom(1, 2, 3, 4, 5, 6, 7, 8), Name = "work" });
        }

        return new() { ResourceSpans = { new ResourceSpans { ScopeSpans = { scope } } } };
    }

    private async Task<HttpResponseMessage> PostAsync(byte[] body, string type, string? encoding = null)
    {
        using var client = new HttpClient();
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        return await client.PostAsync(new Uri(_server.Http, "v1/traces"), content, Cancellation);
    }
}
