using System.Diagnostics;
using System.Net;
using System.Text;
using StepFlow.Tests.Traces;
using Xunit;

namespace StepFlow.Tests.EndToEnd;

/// <summary>The spans of one request, as a collector gets them from all three processes.</summary>
public sealed class TraceTests
{
    [Fact]
    public async Task One_request_is_one_trace_with_every_parent_in_its_place()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var collector = await OtlpCollector.StartAsync(cancellation);
        await using var app = await AppHostProcess.StartTracedAsync(collector.Address, "http/protobuf", cancellation);
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        var client = ActivitySpanId.CreateRandom().ToHexString();
        await TriggerAsync(app, trace, client, cancellation);

        // Spans are sent when they end: the gateway's is the last of its process, the functions send theirs within a second.
        await Eventually.GetAsync(() => Task.FromResult(Missing(Of(collector, trace), client)), missing => missing.Length is 0, cancellation);

        var all = Of(collector, trace);
        Assert.Empty(Orphans(all, client));
        var gateway = Assert.Single(all, s => s.ParentId == client);
        Assert.Equal(("POST /trigger/sync", Span.Server, "stepflow"), (gateway.Name, gateway.Kind, gateway.Service));
        Assert.All(Worker(all), worker =>
        {
            var way = Ancestors(worker, all).Select(s => s.Name).ToList();
            Assert.Equal("INVOKE worker", way[0]);
            Assert.Contains("execute flow-express", way);
            Assert.Equal("INVOKE trigger", way[^2]);
            Assert.Equal("POST /trigger/sync", way[^1]);
            Assert.Equal("trigger", Ancestors(worker, all).ElementAt(way.Count - 3).Service);
        });
        Assert.All((string[])["Work", "TwoWays", "Square", "EachItem", "Pause"], state => Assert.Contains(all, s => s.Name == state));
    }

    [Theory]
    [InlineData("http/protobuf")]
    [InlineData("grpc")]
    public async Task A_collector_that_was_away_gets_whole_traces_and_nobody_is_troubled_meanwhile(string protocol)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var collector = await OtlpCollector.StartAsync(cancellation);
        collector.BeUnavailable(int.MaxValue);
        await using var app = await AppHostProcess.StartTracedAsync(protocol is "grpc" ? collector.GrpcAddress : collector.Address, protocol, cancellation);
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        var client = ActivitySpanId.CreateRandom().ToHexString();
        await TriggerAsync(app, trace, client, cancellation);
        await Eventually.GetAsync(() => Task.FromResult(collector.TurnedAway), turnedAway => turnedAway > 3, cancellation);

        collector.BeUnavailable(0);

        await Eventually.GetAsync(() => Task.FromResult(Missing(Of(collector, trace), client)), missing => missing.Length is 0, cancellation);
        Assert.DoesNotContain("Polly", app.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", app.Output, StringComparison.Ordinal);
    }

    private static async Task TriggerAsync(AppHostProcess app, string trace, string client, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "trigger/sync") { Content = new StringContent("""{"input_value": 10}""", Encoding.UTF8, "application/json") };
        request.Headers.Add("traceparent", $"00-{trace}-{client}-01");
        using var response = await app.Gateway.SendAsync(request, cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static List<Span> Of(OtlpCollector collector, string trace) => [.. collector.Spans.Where(span => span.TraceId == trace)];

    private static string Missing(List<Span> spans, string client) =>
        !spans.Any(s => s.ParentId == client) ? "the gateway's span"
        : Worker(spans).Count is not 5 ? $"spans of the worker, only {Worker(spans).Count} of 5"
        : string.Join("; ", Orphans(spans, client).Select(s => $"{s.ParentId}, the parent of {s.Service} '{s.Name}'"));

    private static List<Span> Worker(IEnumerable<Span> spans) => [.. spans.Where(span => span is { Service: "worker", Kind: Span.Server })];

    private static List<Span> Orphans(List<Span> spans, string client)
    {
        var known = spans.Select(span => span.SpanId).Append(client).ToHashSet(StringComparer.Ordinal);
        return [.. spans.Where(span => !known.Contains(span.ParentId))];
    }

    private static IEnumerable<Span> Ancestors(Span span, List<Span> all)
    {
        for (var above = all.Find(s => s.SpanId == span.ParentId); above is not null; above = all.Find(s => s.SpanId == above.ParentId))
        {
            yield return above;
        }
    }
}
