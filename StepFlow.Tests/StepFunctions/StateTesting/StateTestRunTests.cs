using StepFlow.Aws;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Tasks;
using Xunit;
using static StepFlow.Tests.StepFunctions.StateTesting.StateTestBench;

namespace StepFlow.Tests.StepFunctions.StateTesting;

public sealed class StateTestRunTests
{
    private const string Call = """{"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "End": true, "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 3, "BackoffRate": 1.5, "MaxAttempts": 2}], "Catch": [{"ErrorEquals": ["States.TaskFailed"], "ResultPath": "$.error", "Next": "Mend"}]}""";

    private readonly StateTestBench _bench = new();

    [Fact]
    public async Task A_task_is_called_where_no_mock_is_given()
    {
        _bench.Answer = (call, _) => Task.FromResult(TaskOutcome.Of(JsonObject.Of(("got", call.Parameters))));

        var result = await _bench.RunAsync(Test(Call, """{"a": 1}"""));

        Assert.Equal("SUCCEEDED", result.Status);
        Assert.Equal("""{"got":{"a":1}}""", result.Output);
        Assert.Equal("\"{\\\"got\\\":{\\\"a\\\":1}}\"", result.InspectionData!["result"]!.ToString());
    }

    [Theory]
    [InlineData(0, "RETRIABLE", """{"retryIndex":0,"retryBackoffIntervalSeconds":3}""")]
    [InlineData(1, "RETRIABLE", """{"retryIndex":0,"retryBackoffIntervalSeconds":4}""")]
    [InlineData(2, "CAUGHT_ERROR", """{"retryIndex":0,"catchIndex":0}""")]
    public async Task Retries_come_before_catches(int retries, string status, string details)
    {
        var result = await _bench.RunAsync(Test(Call, """{"a": 1}""") with { Mock = Failing("Busy"), RetrierRetryCount = retries });

        Assert.Equal(status, result.Status);
        Assert.Equal("Busy", result.Error);
        Assert.Equal(JsonValue.Parse(details), result.InspectionData!["errorDetails"]);
        Assert.Equal(status is "CAUGHT_ERROR" ? """{"a":1,"error":{"Error":"Busy","Cause":"because"}}""" : null, result.Output);
    }

    [Fact]
    public async Task A_call_that_outlasts_its_timeout_fails()
    {
        _bench.Answer = async (_, cancellation) =>
        {
            _bench.Time.Advance(TimeSpan.FromSeconds(7));
            await Task.Delay(Timeout.InfiniteTimeSpan, _bench.Time, cancellation);
            return TaskOutcome.Of(JsonValue.Null);
        };

        var result = await _bench.RunAsync(Test("""{"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "TimeoutSeconds": 5, "End": true}"""));

        Assert.Equal("States.Timeout", result.Error);
    }

    [Fact]
    public async Task A_nested_execution_that_cannot_start_is_an_error_of_the_state()
    {
        var result = await _bench.RunAsync(Test("""
            {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution", "Parameters": {"StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:m"}, "End": true}
            """));

        Assert.Equal(("FAILED", "StepFunctions.StateMachineDoesNotExistException"), (result.Status, result.Error));
        Assert.Empty(_bench.Calls);
    }

    [Fact]
    public async Task A_wait_is_waited_out_unless_it_is_longer_than_a_test()
    {
        var run = _bench.RunAsync(Test("""{"Type": "Wait", "Seconds": 30, "Next": "On"}""", """{"a": 1}"""));
        Assert.False(run.IsCompleted);
        _bench.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(("SUCCEEDED", "On"), ((await run).Status, (await run).NextState));

        var tooLong = await _bench.RunAsync(Test("""{"Type": "Wait", "Seconds": 301, "End": true}"""));
        Assert.Equal(("FAILED", "States.Timeout"), (tooLong.Status, tooLong.Error));
    }

    [Fact]
    public async Task Evaluation_that_fails_shows_how_far_it_came()
    {
        var result = await _bench.RunAsync(Test("""{"Type": "Pass", "Parameters": {"x.$": "$.b"}, "End": true}""", """{"a": 1}"""));

        Assert.Equal("FAILED", result.Status);
        Assert.Equal("States.Runtime", result.Error);
        Assert.StartsWith("An error occurred while executing the state 'StateName' (entered at the event id #2). The JSONPath '$.b'", result.Cause, StringComparison.Ordinal);
        Assert.Equal(["input", "afterInputPath"], result.InspectionData!.Names);
    }

    [Fact]
    public async Task Variables_are_shown_as_they_are_after_the_state()
    {
        var test = Test("""{"Type": "Pass", "Assign": {"n.$": "$.a", "m.$": "$old"}, "End": true}""", """{"a": 1}""");

        var result = await _bench.RunAsync(test with { Variables = JsonObject.Of(("old", 7)) });

        Assert.Equal("""{"old":7,"n":1,"m":7}""", ((JsonString)result.InspectionData!["variables"]!).Value);
    }

    [Fact]
    public async Task A_map_shows_its_items_selected_and_batched()
    {
        const string map = """
            {"Type": "Map", "ItemsPath": "$.list", "ItemSelector": {"i.$": "$$.Map.Item.Index", "v.$": "$$.Map.Item.Value"}, "ItemBatcher": {"MaxItemsPerBatch": 2},
             "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}},
             "ToleratedFailurePercentage": 40, "End": true}
            """;
        var test = Test(map, """{"list": ["a", "b", "c"]}""") with { Mock = Returning("[1, 2]") };

        var result = await _bench.RunAsync(test);

        Assert.Equal("SUCCEEDED", result.Status);
        Assert.Equal("""[{"i":0,"v":"a"},{"i":1,"v":"b"},{"i":2,"v":"c"}]""", Shown(result, "afterItemSelector"));
        Assert.Equal("""[{"Items":["{\"i\":0,\"v\":\"a\"}","{\"i\":1,\"v\":\"b\"}"]},{"Items":["{\"i\":2,\"v\":\"c\"}"]}]""", Shown(result, "afterItemBatcher"));
        Assert.Equal("States.ExceedToleratedFailureThreshold", (await _bench.RunAsync(test with { MapIterationFailureCount = 1 })).Error);
        Assert.Equal("Input array does not equal the mocked result array's size.", await RefusalAsync(test with { Mock = Returning("[1]") }));
        Assert.StartsWith("Map iteration failure count", await RefusalAsync(test with { MapIterationFailureCount = 3 }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reader_data_stands_in_for_the_reader()
    {
        const string map = """
            {"Type": "Map", "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": {"InputType": "JSON", "ItemsPointer": "/all/0", "MaxItems": 2}, "Parameters": {"Bucket": "b", "Key": "k"}},
             "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}, "End": true}
            """;
        var test = Test(map) with { Mock = Returning("[1, 2]") };

        var result = await _bench.RunAsync(test with { MapItemReaderData = """{"all": [[7, 8, 9]]}""" });

        Assert.Equal("SUCCEEDED", result.Status);
        Assert.Equal("[7,8]", Shown(result, "afterItemsPointer"));
        Assert.Equal("ItemReader data must be specified when testing a Map state with ItemReader specified.", await RefusalAsync(test));
    }

    [Fact]
    public async Task Reader_data_is_as_it_stands_in_its_source()
    {
        const string map = """
            {"Type": "Map", "QueryLanguage": "JSONata", "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": {"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"},
             "Arguments": {"Bucket": "b", "Key": "k.csv.gz"}}, "ItemSelector": {"n": "{% $states.context.Map.Item.Value.name %}"},
             "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true} } }, "End": true}
            """;
        var test = Test(map) with { Mock = Returning("[1, 2]"), MapItemReaderData = "id,name\n1,Ada\n2,Alan\n" };

        var result = await _bench.RunAsync(test);

        Assert.Equal("""[{"n":"Ada"},{"n":"Alan"}]""", Shown(result, "afterItemSelector"));
    }

    [Fact]
    public async Task An_error_inside_is_handled_around()
    {
        const string machine = """
            {"StartAt": "P", "States": {"P": {"Type": "Parallel", "Next": "Done", "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Done"}], "Branches": [
              {"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 9}], "ItemProcessor":
                {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "End": true}}}}}}]}, "Done": {"Type": "Succeed"}}}
            """;
        var test = Test(machine) with { StateName = "T" };

        var busy = await _bench.RunAsync(test with { Mock = Failing("Busy") });
        var broken = await _bench.RunAsync(test with { Mock = Failing("Broken") });

        Assert.Equal(("RETRIABLE", JsonValue.Parse("""{"retryIndex":0,"retryBackoffIntervalSeconds":9}""")), (busy.Status, busy.InspectionData!["errorDetails"]!));
        Assert.Equal(("CAUGHT_ERROR", "Done"), (broken.Status, broken.NextState));
    }

    [Theory]
    [InlineData("T", "CAUGHT_ERROR")]
    [InlineData("X", "FAILED")]
    public async Task Only_tasks_fail_with_TaskFailed(string cause, string status)
    {
        const string parallel = """
            {"Type": "Parallel", "End": true, "Catch": [{"ErrorEquals": ["States.TaskFailed"], "Next": "Mend"}], "Branches": [{"StartAt": "T", "States": {
              "T": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "Next": "X"}, "X": {"Type": "Pass", "End": true}}}]}
            """;

        var result = await _bench.RunAsync(Test(parallel) with { Mock = Failing("Broken"), ErrorCausedByState = cause });

        Assert.Equal(status, result.Status);
    }

    [Fact]
    public async Task A_state_in_a_map_sees_the_first_iteration()
    {
        const string machine = """
            {"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "ItemProcessor": {"StartAt": "P", "States": {
              "P": {"Type": "Pass", "Parameters": {"i.$": "$$.Map.Item.Index", "v.$": "$$.Map.Item.Value"}, "End": true}}}}}}
            """;

        var result = await _bench.RunAsync(Test(machine, "\"item\"") with { StateName = "P" });

        Assert.Equal("""{"i":0,"v":"item"}""", result.Output);
    }

    [Theory]
    [InlineData("arn:aws:states:::sqs:sendMessage.waitForTaskToken", "TestState API does not support '.sync' or '.waitForTaskToken' integration patterns.")]
    [InlineData("arn:aws:states:::states:startExecution.sync:2", "TestState API does not support '.sync' or '.waitForTaskToken' integration patterns.")]
    [InlineData("arn:aws:states:us-east-1:123456789012:activity:a", "TestState API does not support Activity tasks.")]
    public async Task What_waits_for_others_needs_a_mock(string resource, string refusal)
    {
        var test = Test($$$"""{"Type": "Task", "Resource": "{{{resource}}}", "Parameters": {"t.$": "$$.Task.Token"}, "End": true}""");
        var machine = test with { Definition = test.Definition.Replace("\"t.$\": \"$$.Task.Token\"", Fields(resource), StringComparison.Ordinal) };

        Assert.Equal(refusal, await RefusalAsync(machine));
        Assert.Equal("SUCCEEDED", (await _bench.RunAsync(machine with { Mock = Returning("{}", "NONE") })).Status);
    }

    [Theory]
    [InlineData("""{"Execution": 1}""", "Invalid Context object provided: Field 'Execution' must be an object")]
    [InlineData("""{"State": {"RetryCount": "1"}}""", "Invalid Context object provided: Field 'RetryCount' must be a number")]
    [InlineData("""{"Task": {"Tokens": ""}}""", "Invalid Context object provided: Field 'Tokens' is not allowed")]
    public async Task A_context_object_has_only_what_AWS_gives_it(string context, string refusal) => Assert.Equal(
        refusal, await RefusalAsync(Test(Call) with { Mock = Returning("1"), Context = (JsonObject)JsonValue.Parse(context) }));

    [Fact]
    public async Task A_context_object_needs_a_mock() =>
        Assert.Equal("TestState does not support Context when a mock is not specified.", await RefusalAsync(Test(Call) with { Context = JsonObject.Empty }));

    private static string Fields(string resource) => resource.Contains("sqs", StringComparison.Ordinal)
        ? "\"QueueUrl\": \"q\", \"MessageBody.$\": \"$$.Task.Token\""
        : resource.Contains("startExecution", StringComparison.Ordinal) ? "\"StateMachineArn\": \"arn:aws:states:us-east-1:123456789012:stateMachine:m\"" : "\"a\": 1";

    private static string Shown(StateTestResult result, string name) => ((JsonString)result.InspectionData![name]!).Value;

    private async Task<string?> RefusalAsync(StateTest test) => (await Assert.ThrowsAsync<AwsException>(() => _bench.RunAsync(test))).Text;
}
