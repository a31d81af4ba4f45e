using StepFlow.Hosting;
using StepFlow.Tests.Traces;
using StepFlow.Traces.Spans;
using StepFlow.Traces.Storing;
using Xunit;

namespace StepFlow.Tests.EndToEnd;

/// <summary>One curl, one trace: in the host's own store, and at a collector that the user has named.</summary>
public sealed class WholeTraceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_host_itself_knows_the_whole_trace_of_a_request()
    {
        await using var app = await StepFlowHost.StartAsync<Projects.StepFlow_AppHost>(cancellation: Cancellation);

        await RetriedRequest.SendAsync(app.Http.BaseAddress!, Cancellation);

        await Eventually.GetAsync(() => Task.FromResult(RetriedRequest.Draw(SpansOf(app.Traces!))), trace => trace == RetriedRequest.Trace, Cancellation);
        var summary = Assert.Single(app.Traces!.Recent(new("POST /states/{name}")));
        Assert.Equal((true, 3), (summary.HasRoot, summary.Errors));
        Assert.Equal(["stepflow", "trigger", "worker"], summary.Services.Select(s => s.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_a_function_writes_stands_in_the_span_that_invoked_it()
    {
        await using var app = await StepFlowHost.StartAsync<Projects.StepFlow_AppHost>(cancellation: Cancellation);

        await RetriedRequest.SendAsync(app.Http.BaseAddress!, Cancellation);

        var trace = await Eventually.GetAsync(() => Task.FromResult(app.Traces!.Recent(new("POST /states/{name}"))), traces => traces is [{ HasRoot: true }], Cancellation);
        var log = Assert.Single(app.Traces!.LogsOf(trace[0].Id), log => log.Body.Contains("Failing attempt 1 with TransientError", StringComparison.Ordinal));
        Assert.Equal((LogEntry.Warning, "worker"), (log.Severity, log.Resource.Service));
        Assert.Equal("INVOKE worker", app.Traces!.Find(trace[0].Id)!.Nodes.Single(node => node.SpanId == log.SpanId).Span!.Name);
    }

    [Theory]
    [InlineData("grpc")]
    [InlineData("http/protobuf")]
    public async Task A_collector_that_the_user_names_gets_every_span_once(string protocol)
    {
        await using var collector = await OtlpCollector.StartAsync(Cancellation);
        await using var app = await AppHostProcess.StartTracedAsync(protocol is "grpc" ? collector.GrpcAddress : collector.Address, protocol, Cancellation);

        await RetriedRequest.SendAsync(app.Gateway.BaseAddress!, Cancellation);

        await Eventually.GetAsync(() => Task.FromResult(RetriedRequest.Draw(collector.Spans)), trace => trace == RetriedRequest.Trace, Cancellation);
        Assert.All(collector.Exports, export => Assert.Equal("of-the-user", export.Headers["x-key"]));
        Assert.Distinct(collector.Spans.Select(span => span.SpanId));
    }

    private static List<Span> SpansOf(TraceStore store) =>
    [
        .. store.Recent(new()).SelectMany(trace => store.Find(trace.Id)?.Nodes ?? []).Select(node => node.Span).OfType<TraceSpan>().Select(span =>
            new Span(span.Service, span.TraceId.ToString(), span.SpanId.ToString(), span.ParentId.IsEmpty ? "" : span.ParentId.ToString(), span.Name, (int)span.Kind)
            {
                Start = (ulong)(span.Start - DateTimeOffset.UnixEpoch).Ticks,
                IsError = span.IsError,
            }),
    ];
}
