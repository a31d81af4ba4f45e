using StepFlow.Traces.Spans;
using StepFlow.Traces.Storing;
using Xunit;
using static StepFlow.Tests.Traces.Samples;

namespace StepFlow.Tests.Traces;

public sealed class TraceStoreTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_trace_is_told_in_one_line()
    {
        var store = new TraceStore(new());
        store.Add([Span(1, 12, parent: 11, start: 1, end: 2, failed: true), Span(1, 11, name: "POST /trigger", service: "stepflow", end: 5)]);

        var trace = Assert.Single(store.Recent(new()));

        Assert.Equal(("POST /trigger", true, 2, 1, TimeSpan.FromSeconds(5)), (trace.Name, trace.HasRoot, trace.Spans, trace.Errors, trace.Duration));
        Assert.Equal(["worker", "stepflow"], trace.Services.Select(s => s.Key));
    }

    [Fact]
    public void Traces_can_be_asked_for_by_text_service_and_error()
    {
        var store = new TraceStore(new());
        store.Add([Span(1, 1, name: "POST /orders", start: 1), Span(2, 1, name: "GET /orders", start: 2, failed: true), Span(3, 1, name: "tick", service: "clock", start: 3)]);

        Assert.Equal(["tick", "GET /orders", "POST /orders"], Names(new()));
        Assert.Equal(["GET /orders", "POST /orders"], Names(new("ORDERS")));
        Assert.Equal(["tick"], Names(new(new TraceId(0, 3).ToString())));
        Assert.Equal(["tick"], Names(new(Service: "clock")));
        Assert.Equal(["GET /orders"], Names(new(OnlyErrors: true)));
        Assert.Equal(["tick"], Names(new(Limit: 1)));

        IEnumerable<string> Names(TraceQuery query) => store.Recent(query).Select(trace => trace.Name);
    }

    [Fact]
    public void The_trace_that_was_quiet_for_longest_goes_first()
    {
        var store = new TraceStore(new(Traces: 2));
        store.Add([Span(1, 1), Span(2, 1), Span(1, 2, parent: 1), Span(3, 1)]);

        Assert.NotNull(store.Find(new(0, 1)));
        Assert.Null(store.Find(new(0, 2)));
        Assert.Equal(1, store.TracesLetGo);
    }

    [Fact]
    public void What_comes_for_a_trace_that_is_gone_is_marked_as_its_rest()
    {
        var store = new TraceStore(new(Traces: 1));
        store.Add([Span(1, 1), Span(2, 1), Span(1, 2, parent: 1)]);

        var rest = store.Find(new(0, 1))!.Summary;

        Assert.True(rest.IsRest);
        Assert.False(rest.HasRoot);
    }

    [Fact]
    public void A_full_trace_counts_what_it_leaves_out_and_still_takes_its_root()
    {
        var store = new TraceStore(new(SpansPerTrace: 20));
        for (ulong i = 0; i < 30; i++)
        {
            store.Add(Span(1, 100 + i, parent: 1, start: i, end: i + 1));
        }

        store.Add(Span(1, 1, name: "root", end: 30));

        var trace = Assert.Single(store.Recent(new()));
        Assert.Equal(("root", 21, 10), (trace.Name, trace.Spans, trace.SpansLeftOut));
    }

    [Fact]
    public void Bytes_are_bounded_too()
    {
        var store = new TraceStore(new(Bytes: 100_000));
        for (ulong i = 1; i <= 1_000; i++)
        {
            store.Add(Span(i, 1, name: new string('x', 1_000)));
        }

        Assert.InRange(store.Recent(new(Limit: 1_000)).Count, 10, 100_000 / 2_000);
        Assert.NotNull(store.Find(new(0, 1_000)));
    }

    [Fact]
    public void One_trace_cannot_take_all_bytes()
    {
        var store = new TraceStore(new(Bytes: 100_000));
        store.Add(Span(7, 1));
        for (ulong i = 1; i <= 1_000; i++)
        {
            store.Add(Span(1, i, name: new string('x', 1_000)));
        }

        Assert.NotNull(store.Find(new(0, 7)));
        Assert.True(store.Find(new(0, 1))!.Summary.SpansLeftOut > 900);
    }

    [Fact]
    public void A_span_that_is_sent_twice_is_one_span()
    {
        var store = new TraceStore(new());
        store.Add([Span(1, 1), Span(1, 2, parent: 1), Span(1, 2, parent: 1)]);

        Assert.Equal(2, store.Find(new(0, 1))!.Nodes.Count);
        Assert.Equal(2, Assert.Single(store.Recent(new())).Spans);
    }

    [Fact]
    public void Logs_are_found_by_their_trace_in_the_order_of_time()
    {
        var store = new TraceStore(new());
        store.Add([Log(1, 2, "second", at: 2), Log(2, 9, "elsewhere"), Log(1, 2, "first", at: 1), Log(0, 0, "of no trace")]);

        Assert.Equal(["first", "second"], store.LogsOf(new(0, 1)).Select(log => log.Body));
        Assert.Empty(store.LogsOf(default));
    }

    [Fact]
    public void The_oldest_logs_go_first()
    {
        var store = new TraceStore(new(Logs: 2));
        store.Add([Log(1, 1, "a"), Log(2, 1, "b"), Log(1, 1, "c")]);

        Assert.Equal("c", Assert.Single(store.LogsOf(new(0, 1))).Body);
        Assert.Equal("b", Assert.Single(store.LogsOf(new(0, 2))).Body);
    }

    [Fact]
    public async Task Who_waits_for_a_change_hears_of_the_next_one()
    {
        var store = new TraceStore(new());
        var seen = store.Changes.Version;
        var change = store.Changes.WaitAsync(seen, Cancellation);
        Assert.False(change.IsCompleted);

        store.Add(Span(1, 1));
        await change.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);

        Assert.True(store.Changes.WaitAsync(seen, Cancellation).IsCompletedSuccessfully);
    }
}
