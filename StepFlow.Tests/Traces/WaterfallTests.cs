using StepFlow.ConsoleUI.Traces;
using StepFlow.Traces.Spans;
using StepFlow.Traces.Storing;
using Xunit;
using static StepFlow.Tests.Traces.Samples;

namespace StepFlow.Tests.Traces;

public sealed class WaterfallTests
{
    private static readonly TraceSpan[] Chain =
    [
        Span(1, 1, name: "gateway", service: "stepflow", end: 10),
        Span(1, 2, parent: 1, name: "trigger", service: "trigger", start: 1, end: 2),
        Span(1, 3, parent: 1, name: "execute", service: "stepflow", start: 5, end: 10),
        Span(1, 4, parent: 3, name: "state", service: "stepflow", start: 5, end: 7.5),
    ];

    [Fact]
    public void Bars_stand_where_the_time_of_their_spans_is()
    {
        var waterfall = Draw(Chain);

        Assert.Equal([(0d, 100d), (10, 10), (50, 50), (50, 25)], waterfall.All.Select(row => (row.Left, row.Width)));
        Assert.Equal([0, 2.5, 5, 7.5, 10], waterfall.Axis.Select(tick => tick.At.TotalSeconds));
    }

    [Fact]
    public void Each_service_has_a_colour_of_its_own()
    {
        var waterfall = Draw(Chain);

        Assert.Equal(["stepflow", "trigger"], waterfall.Services);
        Assert.Equal([0, 1, 0, 0], waterfall.All.Select(row => row.Service));
    }

    [Fact]
    public void What_is_below_a_folded_span_is_not_seen()
    {
        var waterfall = Draw(Chain);

        Assert.Equal(["gateway", "trigger", "execute"], waterfall.Seen(new HashSet<SpanId> { new(3) }).Select(row => row.Name));
        Assert.Equal(["gateway"], waterfall.Seen(waterfall.Parents.ToHashSet()).Select(row => row.Name));
    }

    [Fact]
    public void Retries_catches_and_exceptions_are_marked_at_their_time()
    {
        var span = Span(1, 1, end: 10) with
        {
            Events = [Event("stepflow.retry", 2), Event("stepflow.heartbeat", 3), Event("exception", 4), Event("stepflow.catch", 10)],
        };

        Assert.Equal([new(20, "retry"), new(40, "error"), new(100, "catch")], Draw(span).All[0].Marks);

        static SpanEvent Event(string name, double at) => new(Noon.AddSeconds(at), name, Attributes.None);
    }

    [Fact]
    public void A_failed_span_says_of_what()
    {
        var failed = Span(1, 1, failed: true) with { Attributes = new([new("error.type", "TransientError")]) };

        Assert.Equal("TransientError", Draw(failed).All[0].Error);
        Assert.Equal("error", Draw(Span(1, 1, failed: true)).All[0].Error);
        Assert.Null(Draw(Span(1, 1)).All[0].Error);
    }

    [Fact]
    public void A_trace_of_no_length_is_drawn_all_the_same_on_an_axis_of_a_millisecond()
    {
        var waterfall = Draw(Span(1, 1, end: 0), Span(1, 2, parent: 1, end: 0.0000002));

        Assert.Equal((0d, 0.15), waterfall.All.Select(row => (row.Left, row.Width)).Distinct().Single());
        Assert.Equal([0, 250, 500, 750, 1000], waterfall.Axis.Select(tick => tick.At.TotalMicroseconds));
    }

    [Fact]
    public void A_Map_of_which_not_all_iterations_have_spans_says_so_in_its_row()
    {
        static string? SampledOf(long traced) =>
            Draw(Span(1, 1) with { Attributes = new([new("stepflow.map.iterations", 4_000L), new("stepflow.map.iterations_traced", traced)]) }).All[0].Sampled;

        Assert.Equal("100 of 4,000 traced", SampledOf(100));
        Assert.Null(SampledOf(4_000));
        Assert.Null(Draw(Span(1, 1)).All[0].Sampled);
    }

    [Fact]
    public void Children_of_a_Map_Run_have_the_names_of_their_executions()
    {
        var child = Span(1, 1, name: "execute machine/label") with { Attributes = new([new("stepflow.map_run.arn", "arn"), new("stepflow.execution.name", "c-17")]) };

        Assert.Equal("child c-17", Draw(child).All[0].Name);
    }

    [Fact]
    public void What_is_under_way_is_shown_to_the_present_until_it_has_come_itself()
    {
        var running = Span(1, 9, name: "execute", end: 20) with { IsUnderWay = true };
        var store = new TraceStore(new());
        store.Add([Span(1, 2, parent: 9, name: "done", end: 5)]);

        var waterfall = new Waterfall(store.Find(running.TraceId, running)!, []);
        Assert.Equal([("execute", true, 100d), ("done", false, 25)], waterfall.All.Select(row => (row.Name, row.IsUnderWay, row.Width)));

        store.Add([running with { IsUnderWay = false, End = Noon.AddSeconds(10) }]);
        waterfall = new(store.Find(running.TraceId, running)!, []);
        Assert.Equal([("execute", false, 100d), ("done", false, 50)], waterfall.All.Select(row => (row.Name, row.IsUnderWay, row.Width)));

        Assert.NotNull(new TraceStore(new()).Find(running.TraceId, running));
        Assert.Null(new TraceStore(new()).Find(running.TraceId));
    }

    [Fact]
    public void A_row_counts_the_log_lines_of_its_span()
    {
        var waterfall = new Waterfall(Tree(Chain), [Log(1, 2, "a"), Log(1, 2, "b"), Log(1, 4, "c")]);

        Assert.Equal([0, 2, 0, 1], waterfall.All.Select(row => row.Lines));
    }

    private static Waterfall Draw(params TraceSpan[] spans) => new(Tree(spans), []);

    private static TraceTree Tree(TraceSpan[] spans)
    {
        var store = new TraceStore(new());
        store.Add(spans);
        return store.Find(spans[0].TraceId)!;
    }
}
