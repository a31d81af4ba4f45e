using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Tasks;
using StepFlow.Tests.StepFunctions.Executing;
using Xunit;

namespace StepFlow.Tests.StepFunctions.Running;

/// <summary>A crash between any two arrivals changes nothing of what an execution does.</summary>
public sealed class RestartTests
{
    [Fact]
    public void Retries_with_jitter_a_catch_and_waits()
    {
        const string definition = """
            {"StartAt":"Id","States":{
              "Id":{"Type":"Pass","Parameters":{"id.$":"States.UUID()","n.$":"States.MathRandom(1, 1000000)"},"Next":"Call"},
              "Call":{"Type":"Task","Resource":"WORKER","TimeoutSeconds":30,"ResultPath":"$.result","Next":"Pause",
                "Retry":[{"ErrorEquals":["Boom"],"IntervalSeconds":2,"BackoffRate":3,"MaxAttempts":2,"JitterStrategy":"FULL"},
                         {"ErrorEquals":["States.Timeout"],"MaxAttempts":1}],
                "Catch":[{"ErrorEquals":["States.ALL"],"ResultPath":"$.error","Next":"Pause"}]},
              "Pause":{"Type":"Wait","Seconds":3600,"Next":"Done"},
              "Done":{"Type":"Succeed"}}}
            """;
        var engine = new EngineHarness(definition).Start("""{"in":1.0}""")
            .FailWith("Boom").PassToNextDue().FailWith("Boom").PassToNextDue().PassToNextDue().PassToNextDue().FailWith("Boom").PassToNextDue();

        Assert.Equal(ExecutionStatus.Succeeded, engine.Execution.Status);
        Restarts.ChangeNothing(definition, engine);
    }

    [Fact]
    public void Parallel_branches_with_a_nested_map_and_variables()
    {
        const string definition = """
            {"StartAt":"Set","States":{
              "Set":{"Type":"Pass","Assign":{"who.$":"$.who"},"Next":"Both"},
              "Both":{"Type":"Parallel","ResultPath":"$.both","Next":"End","Branches":[
                {"StartAt":"Wait","States":{"Wait":{"Type":"Wait","Seconds":10,"Next":"Tell"},"Tell":{"Type":"Pass","Parameters":{"who.$":"$who"},"End":true}}},
                {"StartAt":"Each","States":{"Each":{"Type":"Map","ItemsPath":"$.items","MaxConcurrency":2,"End":true,
                  "ItemSelector":{"item.$":"$$.Map.Item.Value","index.$":"$$.Map.Item.Index","who.$":"$who"},
                  "Retry":[{"ErrorEquals":["Boom"],"MaxAttempts":1,"IntervalSeconds":1}],
                  "ItemProcessor":{"StartAt":"Call","States":{
                    "Call":{"Type":"Task","Resource":"WORKER","Assign":{"seen":true},"Next":"Rest"},
                    "Rest":{"Type":"Wait","Seconds":1,"End":true}}}}}}]},
              "End":{"Type":"Pass","Parameters":{"both.$":"$.both","id.$":"States.UUID()"},"End":true}}}
            """;
        var engine = new EngineHarness(definition).Start("""{"who":"me","items":[1,2,3]}""")
            .Succeed("1").Succeed("2").PassToNextDue().FailWith("Boom").PassToNextDue()
            .Succeed("10").Succeed("20").PassToNextDue().Succeed("30").PassToNextDue().PassToNextDue();

        Assert.Equal(ExecutionStatus.Succeeded, engine.Execution.Status);
        Restarts.ChangeNothing(definition, engine);
    }

    [Fact]
    public void A_callback_with_heartbeats_and_an_activity()
    {
        const string definition = """
            {"StartAt":"Ask","States":{
              "Ask":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken","HeartbeatSeconds":60,"TimeoutSeconds":1000,
                "Parameters":{"QueueUrl":"q","MessageBody":{"token.$":"$$.Task.Token"}},"Next":"Do"},
              "Do":{"Type":"Task","Resource":"arn:aws:states:us-east-1:123456789012:activity:a","HeartbeatSeconds":60,
                "Retry":[{"ErrorEquals":["States.HeartbeatTimeout","States.Timeout"],"MaxAttempts":1}],"End":true}}}
            """;
        var engine = new EngineHarness(definition).Start()
            .Succeed("""{"MessageId":"m"}""")
            .Pass(TimeSpan.FromSeconds(50)).Report(1, TaskReport.Heartbeat.Instance)
            .Pass(TimeSpan.FromSeconds(50)).Report(1, new TaskReport.Success("answer", "\"answer\""))
            .Take(_ => new Arrival.Taken(2, "w1")).Pass(TimeSpan.FromSeconds(60)).PassToNextDue()
            .Take(_ => new Arrival.Taken(3, "w2")).Report(2, new TaskReport.Success("late", "\"late\""))
            .Report(3, new TaskReport.Success("done", "\"done\""));

        Assert.Equal("\"done\"", engine.Describe());
        Restarts.ChangeNothing(definition, engine);
    }

    [Fact]
    public void A_nested_execution_that_is_awaited()
    {
        const string definition = """
            {"StartAt":"Child","States":{"Child":{"Type":"Task","Resource":"arn:aws:states:::states:startExecution.sync:2",
              "Parameters":{"StateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:child","Input":{"AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID.$":"$$.Execution.Id"}},
              "OutputPath":"$.Output","End":true}}}
            """;
        var engine = new EngineHarness(definition).Start()
            .Succeed("""{"ExecutionArn":"arn:aws:states:us-east-1:123456789012:execution:child:x"}""")
            .Take(_ => new Arrival.Finished(1, TaskOutcome.Of(JsonValue.Parse("""{"Output":{"ok":true}}"""))));

        Assert.Equal("""{"ok":true}""", engine.Describe());
        Restarts.ChangeNothing(definition, engine);
    }

    [Fact]
    public void A_long_loop_that_is_cut_into_turns()
    {
        const string definition = """
            {"StartAt":"A","States":{
              "A":{"Type":"Pass","Parameters":{"n.$":"States.MathAdd($.n, 1)"},"Next":"B"},
              "B":{"Type":"Choice","Choices":[{"Variable":"$.n","NumericLessThan":3000,"Next":"A"}],"Default":"C"},
              "C":{"Type":"Succeed"}}}
            """;
        var engine = new EngineHarness(definition).Start("""{"n":0}""");
        while (engine.Execution.IsRunning)
        {
            engine.Take(_ => Arrival.Continue.Instance);
        }

        Assert.Equal("""{"n":3000}""", engine.Describe());
        Restarts.ChangeNothing(definition, engine);
    }

    [Fact]
    public void A_redrive_a_skipped_wait_and_a_stop()
    {
        const string definition = """
            {"StartAt":"P","TimeoutSeconds":100000,"States":{"P":{"Type":"Parallel","Next":"W","Branches":[
              {"StartAt":"Good","States":{"Good":{"Type":"Pass","Parameters":{"id.$":"States.UUID()"},"End":true}}},
              {"StartAt":"Bad","States":{"Bad":{"Type":"Task","Resource":"WORKER","End":true}}},
              {"StartAt":"Many","States":{"Many":{"Type":"Map","ItemsPath":"$.items","End":true,"ItemProcessor":{"StartAt":"M","States":{"M":{"Type":"Task","Resource":"WORKER","End":true}}}}}}]},
              "W":{"Type":"Wait","Seconds":1000,"Next":"X"},
              "X":{"Type":"Wait","Seconds":1000,"End":true}}}
            """;
        var engine = new EngineHarness(definition).Start("""{"items":["a","b"]}""")
            .Take(_ => new Arrival.Answered(2, TaskOutcome.Of("one"))).FailWith("Boom")
            .Take(_ => Arrival.Redrive.Instance).Succeed("1").Succeed("2")
            .SkipToNextDue()
            .Pass(TimeSpan.FromSeconds(10)).Take(_ => new Arrival.Stop(new StatesError("Enough", "of it")));

        Assert.Equal("Aborted Enough: of it", engine.Describe());
        Restarts.ChangeNothing(definition, engine);
    }
}
