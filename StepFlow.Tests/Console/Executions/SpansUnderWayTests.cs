using StepFlow.ConsoleUI.Executions.Following;
using StepFlow.Tests.StepFunctions.Executing;
using StepFlow.Traces.Spans;
using Xunit;

namespace StepFlow.Tests.ConsoleUI.Executions;

public sealed class SpansUnderWayTests
{
    private const string Both = """
        {"StartAt":"Before","States":{"Before":{"Type":"Pass","Next":"Both"},"Both":{"Type":"Parallel","End":true,"Branches":[
          {"StartAt":"Call","States":{"Call":{"Type":"Task","Resource":"WORKER","End":true}}},
          {"StartAt":"Pause","States":{"Pause":{"Type":"Wait","Seconds":60,"End":true}}}]}}}
        """;

    [Fact]
    public void The_execution_its_states_branches_and_calls_are_under_way_each_below_its_parent()
    {
        var spans = Of(new EngineHarness(Both).Start());
        var names = spans.ToDictionary(s => s.SpanId, s => s.Name);

        Assert.Equal(
            ["Both < execute", "Call < branch 0", "Pause < branch 1", "attempt 1 < Call", "branch 0 < Both", "branch 1 < Both", "execute < "],
            spans.Select(s => $"{Short(s.Name)} < {Short(names.GetValueOrDefault(s.ParentId, ""))}").Order(StringComparer.Ordinal));
        Assert.All(spans, s => Assert.True(s.IsUnderWay));
        Assert.All(spans, s => Assert.Equal(EndOfAll, s.End));
    }

    [Fact]
    public void Nothing_is_under_way_when_all_has_ended() =>
        Assert.Empty(Of(new EngineHarness("""{"StartAt":"S","States":{"S":{"Type":"Succeed"}}}""").Start()));

    private static readonly DateTimeOffset EndOfAll = new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);

    private static IReadOnlyList<TraceSpan> Of(EngineHarness engine)
    {
        var view = new ExecutionView();
        view.Add(engine.Journal);
        return SpansUnderWay.Of(view, EndOfAll);
    }

    private static string Short(string name) => name.Split(' ') is ["execute", ..] ? "execute" : name;
}
