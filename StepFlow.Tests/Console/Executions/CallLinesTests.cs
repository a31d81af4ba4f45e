using StepFlow.ConsoleUI.Executions.Following;
using StepFlow.ConsoleUI.Executions.Showing;
using StepFlow.Lambda;
using StepFlow.Tests.StepFunctions.Executing;
using Xunit;

namespace StepFlow.Tests.ConsoleUI.Executions;

public sealed class CallLinesTests
{
    private const string Trace = "0123456789abcdef0123456789abcdef";
    private const string Header = "Root=1-01234567-89abcdef0123456789abcdef;Parent=0123456789abcdef;Sampled=1";
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly FunctionLine[] Lines =
    [
        Line(-5, "earlier", "before"), Line(0, "first", "a"), Line(0.5, "second", "b"), Line(1.5, "late, of the first", "a"),
    ];

    [Fact]
    public void Calls_of_one_function_at_the_same_time_are_told_apart_by_their_events()
    {
        var attempt = Attempt(engine => engine.Pass(TimeSpan.FromSeconds(1)).Succeed("1"));
        InvocationRecord[] invocations = [Invocation("b", 0.1, """{"n":2}"""), Invocation("a", 0.1, """{"n":1}""")];

        Assert.Equal(["first", "late, of the first"], CallLines.Of(attempt, Trace, invocations, Lines).Select(l => l.Text));
    }

    [Fact]
    public void Calls_of_other_traces_and_other_times_are_not_taken_for_this_one()
    {
        var attempt = Attempt(engine => engine.Pass(TimeSpan.FromSeconds(1)).Succeed("1"));
        InvocationRecord[] invocations = [Invocation("a", -3, """{"n":1}"""), Invocation("b", 0.1, """{"n":1}""") with { TraceId = null }];

        Assert.Empty(CallLines.Of(attempt, Trace, invocations, Lines));
    }

    [Fact]
    public void While_the_call_is_under_way_lines_of_its_trace_are_shown() =>
        Assert.Equal(["first", "second", "late, of the first"], CallLines.Of(Attempt(engine => engine), Trace, [], Lines).Select(l => l.Text));

    [Fact]
    public void Lines_are_gone_when_all_invocations_that_are_known_began_after_the_call_had_ended()
    {
        var attempt = Attempt(engine => engine.Pass(TimeSpan.FromSeconds(1)).Succeed("1"));

        Assert.True(CallLines.AreGone(attempt, []));
        Assert.True(CallLines.AreGone(attempt, [Invocation("c", 5, "{}")]));
        Assert.False(CallLines.AreGone(attempt, [Invocation("a", 0.1, "{}"), Invocation("c", 5, "{}")]));
        Assert.False(CallLines.AreGone(Attempt(engine => engine), []));
    }

    private static TaskAttempt Attempt(Func<EngineHarness, EngineHarness> play)
    {
        var view = new ExecutionView();
        view.Add(play(new EngineHarness("""{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"WORKER","End":true}}}""").Start("""{"n":1}""")).Journal);
        return view.Visits[0].Attempts[0];
    }

    private static FunctionLine Line(double at, string text, string requestId) =>
        new("worker", 1, Noon.AddSeconds(at), FunctionLineSource.Output, text) { RequestId = requestId, TraceHeader = Header };

    private static InvocationRecord Invocation(string requestId, double at, string payload) =>
        new(requestId, "worker", Noon.AddSeconds(at), TimeSpan.FromSeconds(1), null, payload, "1", Trace);
}
