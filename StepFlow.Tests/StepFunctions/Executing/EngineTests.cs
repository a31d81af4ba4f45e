using Xunit;

namespace StepFlow.Tests.StepFunctions.Executing;

public sealed class EngineTests
{
    [Fact]
    public void A_task_is_scheduled_answered_and_left()
    {
        var engine = new EngineHarness("""{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"WORKER","ResultPath":"$.r","End":true}}}""")
            .Start("""{"a":1}""");

        engine.Succeed("42");

        Assert.Equal("""{"a":1,"r":42}""", engine.Describe());
        Assert.Equal(
            ["ExecutionStarted", "TaskStateEntered", "LambdaFunctionScheduled", "LambdaFunctionStarted", "LambdaFunctionSucceeded", "TaskStateExited", "ExecutionSucceeded"],
            engine.History);
    }

    [Fact]
    public void A_retrier_is_spent_before_a_catcher_is_asked()
    {
        var engine = new EngineHarness("""
            {"StartAt":"T","States":{
              "T":{"Type":"Task","Resource":"WORKER","End":true,
                "Retry":[{"ErrorEquals":["Boom"],"IntervalSeconds":2,"BackoffRate":3,"MaxAttempts":2}],
                "Catch":[{"ErrorEquals":["States.ALL"],"ResultPath":"$.error","Next":"Saved"}]},
              "Saved":{"Type":"Pass","End":true}}}
            """).Start();

        engine.FailWith("Boom").Pass(TimeSpan.FromSeconds(2)).FailWith("Boom").Pass(TimeSpan.FromSeconds(5));
        Assert.True(engine.Execution.IsRunning); // the second pause is six seconds
        engine.Pass(TimeSpan.FromSeconds(1)).FailWith("Boom");

        Assert.Equal("""{"error":{"Error":"Boom","Cause":"because"}}""", engine.Describe());
    }

    [Fact]
    public void What_a_catcher_makes_too_large_is_caught_by_nobody()
    {
        var engine = new EngineHarness("""
            {"StartAt":"T","States":{
              "T":{"Type":"Task","Resource":"WORKER","End":true,"Catch":[{"ErrorEquals":["States.ALL"],"ResultPath":"$.error","Next":"Saved"}]},
              "Saved":{"Type":"Pass","End":true}}}
            """).Start("""{"a":TEXT}""".Replace("TEXT", TextOf(262_100), StringComparison.Ordinal));

        engine.FailWith("Boom", new string('y', 100));

        Assert.StartsWith("Failed States.DataLimitExceeded", engine.Describe(), StringComparison.Ordinal);
        Assert.Equal("ExecutionFailed", engine.History.Last());
    }

    [Theory]
    [InlineData("""{"Type":"Task","Resource":"WORKER","Parameters":{"a.$":"$","b.$":"$"},"End":true}""")]
    [InlineData("""{"Type":"Parallel","Parameters":{"a.$":"$","b.$":"$"},"Branches":[{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}],"End":true}""")]
    [InlineData("""{"Type":"Pass","Parameters":{"a.$":"$","b.$":"$"},"End":true}""")]
    [InlineData("""{"Type":"Pass","Assign":{"a.$":"$","b.$":"$"},"End":true}""")]
    public void More_data_than_AWS_allows_fails_the_state(string state)
    {
        var engine = new EngineHarness("""{"StartAt":"S","States":{"S":STATE}}""".Replace("STATE", state, StringComparison.Ordinal)).Start(TextOf(200_000));

        Assert.StartsWith("Failed States.DataLimitExceeded", engine.Describe(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Type":"Pass","Parameters":{"n.$":"States.MathAdd($.n,1)","v.$":"States.Array($.v)"},"Next":"C"}""")]
    [InlineData("""{"Type":"Pass","ResultPath":"$.vPATH","Next":"C"}""")]
    public void Data_that_is_nested_ever_deeper_fails_the_state(string state)
    {
        var engine = new EngineHarness("""
            {"StartAt":"S","States":{"S":STATE,
              "C":{"Type":"Choice","Choices":[{"Variable":"$.n","NumericGreaterThan":100000,"Next":"E"}],"Default":"S"},"E":{"Type":"Succeed"}}}
            """.Replace("STATE", state.Replace("PATH", string.Concat(Enumerable.Repeat(".a", 999)), StringComparison.Ordinal), StringComparison.Ordinal))
            .Start("""{"n":0,"v":{}}""", express: true);

        while (engine.Execution.IsRunning)
        {
            engine.Take(_ => StepFlow.StepFunctions.Executing.Arrival.Continue.Instance);
        }

        Assert.StartsWith("Failed States.Runtime: The state/task 'S' made data that is nested deeper than 1000 levels.", engine.Describe(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(52, false)]
    [InlineData(53, true)]
    public void All_variables_together_have_a_limit_too(int count, bool tooLarge)
    {
        var states = string.Join(',', Enumerable.Range(0, count).Select(i => $$"""
            "S{{i}}":{"Type":"Pass","Assign":{"v{{i}}.$":"$"},"Next":"S{{i + 1}}"}
            """));
        var engine = new EngineHarness($$"""{"StartAt":"S0","States":{ {{states}},"S{{count}}":{"Type":"Succeed"} } }""").Start(TextOf(200_000));

        Assert.Equal(tooLarge, engine.Describe().StartsWith("Failed States.DataLimitExceeded", StringComparison.Ordinal));
    }

    [Fact]
    public void Variables_of_a_branch_stay_in_the_branch()
    {
        var engine = new EngineHarness("""
            {"StartAt":"Set","States":{
              "Set":{"Type":"Pass","Assign":{"x":1},"Next":"P"},
              "P":{"Type":"Parallel","Next":"Read","Branches":[{"StartAt":"B","States":{"B":{"Type":"Pass","Assign":{"y.$":"$x"},"End":true}}}]},
              "Read":{"Type":"Pass","Parameters":{"x.$":"$x"},"End":true}}}
            """).Start();

        Assert.Equal("""{"x":1}""", engine.Describe());
    }

    [Fact]
    public void An_inline_map_keeps_to_its_concurrency_and_to_the_order_of_its_items()
    {
        var engine = new EngineHarness("""
            {"StartAt":"M","States":{"M":{"Type":"Map","MaxConcurrency":2,"End":true,"ItemProcessor":{
              "StartAt":"T","States":{"T":{"Type":"Task","Resource":"WORKER","End":true}}}}}}
            """).Start("[1,2,3]");

        Assert.Equal(2, engine.History.Count(e => e is "LambdaFunctionScheduled"));
        engine.Succeed("10");
        Assert.Equal(3, engine.History.Count(e => e is "LambdaFunctionScheduled"));
        engine.Succeed("20").Succeed("30");

        Assert.Equal("[10,20,30]", engine.Describe());
    }

    [Fact]
    public void A_history_of_25000_events_ends_with_an_event_that_says_so()
    {
        var engine = new EngineHarness("""
            {"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass","Next":"A"}}}
            """).Start();
        while (engine.Execution.IsRunning)
        {
            engine.Take(_ => StepFlow.StepFunctions.Executing.Arrival.Continue.Instance);
        }

        Assert.Equal("Failed States.Runtime: The execution reached the maximum number of history events (25000).", engine.Describe());
        Assert.Equal(25_000, engine.Execution.LastEventId);
    }

    [Fact]
    public void A_redrive_runs_only_the_branch_that_failed()
    {
        var engine = new EngineHarness("""
            {"StartAt":"P","States":{"P":{"Type":"Parallel","End":true,"Branches":[
              {"StartAt":"Good","States":{"Good":{"Type":"Pass","Result":"good","End":true}}},
              {"StartAt":"Bad","States":{"Bad":{"Type":"Task","Resource":"WORKER","End":true}}}]}}}
            """).Start().FailWith("Boom");
        Assert.False(engine.Execution.IsRunning);

        engine.Take(_ => StepFlow.StepFunctions.Executing.Arrival.Redrive.Instance).Succeed("\"mended\"");

        Assert.Equal("""["good","mended"]""", engine.Describe());
        Assert.Single(engine.History, e => e is "ParallelStateStarted");
    }

    private static string TextOf(int length) => $"\"{new string('x', length)}\"";
}
