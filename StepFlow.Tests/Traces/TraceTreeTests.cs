using StepFlow.Traces.Spans;
using StepFlow.Traces.Storing;
using Xunit;
using static StepFlow.Tests.Traces.Samples;

namespace StepFlow.Tests.Traces;

public sealed class TraceTreeTests
{
    [Fact]
    public void Children_stand_below_their_parents_in_the_order_of_their_starts() => Assert.Equal(
        """
        gateway
          trigger
            state A
            state B
              attempt
        """,
        Draw(
            Span(1, 5, parent: 4, name: "attempt", start: 3, end: 4),
            Span(1, 4, parent: 2, name: "state B", start: 3, end: 5),
            Span(1, 3, parent: 2, name: "state A", start: 1, end: 2),
            Span(1, 2, parent: 1, name: "trigger", start: 1, end: 6),
            Span(1, 1, name: "gateway", end: 7)));

    [Fact]
    public void States_of_the_same_millisecond_stand_in_the_order_they_were_entered() => Assert.Equal(
        """
        execution
          CheckInput
          FillIn
        """,
        Draw(
            Span(1, 1, name: "execution"),
            Span(1, 2, parent: 1, name: "FillIn", end: 0) with { Attributes = new([new("stepflow.state.entered_event_id", 4L)]) },
            Span(1, 3, parent: 1, name: "CheckInput", end: 0) with { Attributes = new([new("stepflow.state.entered_event_id", 2L)]) }));

    [Fact]
    public void Children_of_a_span_that_has_not_ended_are_kept_together() => Assert.Equal(
        """
        gateway
        (not here)
          state A
          state B
        """,
        Draw(Span(1, 1, name: "gateway"), Span(1, 12, parent: 9, name: "state B", start: 3, end: 4), Span(1, 11, parent: 9, name: "state A", start: 2, end: 3)));

    [Fact]
    public void Spans_that_are_each_others_parents_are_shown_all_the_same() => Assert.Equal(
        """
        a
          b
        """,
        Draw(Span(1, 1, parent: 2, name: "a"), Span(1, 2, parent: 1, name: "b")));

    [Fact]
    public void A_span_that_is_its_own_parent_is_shown_once() => Assert.Equal("a", Draw(Span(1, 1, parent: 1, name: "a")));

    [Fact]
    public void A_trace_may_be_deeper_than_a_stack()
    {
        var tree = Tree([.. Enumerable.Range(1, 20_000).Select(i => Span(1, (ulong)i, parent: (ulong)i - 1))]);

        Assert.Equal(19_999, tree.Nodes[^1].Depth);
    }

    [Fact]
    public void A_node_says_where_its_parent_is_and_how_many_are_below()
    {
        var tree = Tree([Span(1, 1), Span(1, 2, parent: 1), Span(1, 3, parent: 1, start: 1)]);

        Assert.Equal([(-1, 2), (0, 0), (0, 0)], tree.Nodes.Select(node => (node.Parent, node.Children)));
    }

    private static string Draw(params TraceSpan[] spans) =>
        string.Join('\n', Tree(spans).Nodes.Select(node => new string(' ', 2 * node.Depth) + (node.Span?.Name ?? "(not here)")));

    private static TraceTree Tree(TraceSpan[] spans)
    {
        var store = new TraceStore(new());
        store.Add(spans);
        return store.Find(spans[0].TraceId)!;
    }
}
