using System.Net;
using Microsoft.Extensions.Time.Testing;
using StepFlow.Functions.StepFunctions;
using StepFlow.Functions.StepFunctions.Model;
using StepFlow.Functions.StepFunctions.Pipeline;
using StepFlow.Trigger;
using Xunit;

namespace StepFlow.Tests.Trigger;

public sealed class TriggerTests
{
    private readonly TriggerRequests _trigger = new();

    [Fact]
    public async Task A_start_answers_202_with_where_to_look()
    {
        var (status, body) = await _trigger.SendAsync("POST", "/trigger", """{"input_value": 10.0}""");

        Assert.Equal(202, status);
        Assert.Equal("arn:aws:states:us-east-1:123456789012:execution:flow:request-1", body.GetProperty("executionArn").GetString());
        Assert.Equal("2025-01-02T03:04:05.678Z", body.GetProperty("startDate").GetString());
        Assert.Equal("http://127.0.0.1:3000/prod/executions/request-1", body.GetProperty("statusUrl").GetString());
        var started = Assert.Single(_trigger.StepFunctions.Started);
        Assert.Equal("""{"input_value": 10.0}""", started.Input);
        Assert.Equal("arn:aws:states:us-east-1:123456789012:stateMachine:flow", started.StateMachineArn);
    }

    [Fact]
    public async Task A_body_in_base64_is_decoded_first()
    {
        var (status, _) = await _trigger.SendAsync("POST", "/trigger", Convert.ToBase64String("""{"input_value":1}"""u8), isBase64: true);

        Assert.Equal(202, status);
        Assert.Equal("""{"input_value":1}""", Assert.Single(_trigger.StepFunctions.Started).Input);
    }

    [Theory]
    [InlineData(null, "The request has no body.")]
    [InlineData("  ", "The request has no body.")]
    [InlineData("{", "The body is not JSON")]
    [InlineData("[1]", "must be a JSON object, not an array")]
    [InlineData("null", "must be a JSON object, not null")]
    [InlineData("5", "must be a JSON object, not a number")]
    [InlineData("{}", "'input_value' is missing")]
    [InlineData("""{"input_value":"10"}""", "'input_value' must be a number, not a string")]
    [InlineData("""{"input_value":true}""", "'input_value' must be a number, not a boolean")]
    [InlineData("""{"Input_Value":1}""", "'input_value' is missing")]
    public async Task Wrong_input_starts_nothing_and_says_what_is_wrong(string? body, string message)
    {
        foreach (var resource in new[] { "/trigger", "/trigger/sync" })
        {
            var (status, answer) = await _trigger.SendAsync("POST", resource, body);

            Assert.Equal(400, status);
            Assert.Contains(message, answer.GetProperty("message").GetString(), StringComparison.Ordinal);
        }

        Assert.Empty(_trigger.StepFunctions.Started);
    }

    [Fact]
    public async Task A_refusal_of_Step_Functions_is_a_bad_gateway()
    {
        _trigger.StepFunctions.Refusal = Refusal("StateMachineDoesNotExist");

        var (status, body) = await _trigger.SendAsync("POST", "/trigger", """{"input_value":1}""");

        Assert.Equal(502, status);
        Assert.Equal("Step Functions: StateMachineDoesNotExist: nothing there", body.GetProperty("message").GetString());
    }

    [Fact]
    public async Task A_synchronous_run_answers_its_output_as_it_is()
    {
        _trigger.StepFunctions.Sync = request => new() { Status = SyncExecutionStatus.SUCCEEDED, Output = """{"result":20.0,"from":"%"}""".Replace("%", request.StateMachineArn!.Split(':')[^1], StringComparison.Ordinal) };

        var (status, body) = await _trigger.SendAsync("POST", "/trigger/sync", """{"input_value":10}""");

        Assert.Equal(200, status);
        Assert.Equal("""{"result":20.0,"from":"flow-express"}""", body.GetRawText());
    }

    [Theory]
    [InlineData("FAILED", "Oops", "Oops")]
    [InlineData("TIMED_OUT", null, "States.Timeout")]
    public async Task A_synchronous_run_that_fails_is_a_bad_gateway_with_error_and_cause(string outcome, string? error, string expected)
    {
        _trigger.StepFunctions.Sync = _ => new() { Status = new(outcome), Error = error, Cause = "why" };

        var (status, body) = await _trigger.SendAsync("POST", "/trigger/sync", """{"input_value":10}""");

        Assert.Equal(502, status);
        Assert.Equal($$"""{"error":"{{expected}}","cause":"why"}""", body.GetRawText());
    }

    [Fact]
    public async Task An_execution_is_shown_with_input_and_output()
    {
        _trigger.StepFunctions.Describe = _ => new()
        {
            ExecutionArn = "arn:e",
            Name = "n",
            Status = ExecutionStatus.SUCCEEDED,
            StartDate = DateTime.UnixEpoch,
            Input = """{"input_value":1.0}""",
            Output = "[true]",
        };

        var (status, body) = await _trigger.SendAsync("GET", "/executions/{name}", name: "n");

        Assert.Equal(200, status);
        Assert.Equal("""{"executionArn":"arn:e","name":"n","status":"SUCCEEDED","startDate":"1970-01-01T00:00:00.000Z","input":{"input_value":1.0},"output":[true]}""", body.GetRawText());
        Assert.Equal("arn:aws:states:us-east-1:123456789012:execution:flow:n", Assert.Single(_trigger.StepFunctions.Described));
    }

    [Fact]
    public async Task An_execution_that_failed_is_shown_with_error_and_cause()
    {
        _trigger.StepFunctions.Describe = _ => new() { Status = ExecutionStatus.FAILED, Input = "{}", Error = "E", Cause = "c" };

        var (_, body) = await _trigger.SendAsync("GET", "/executions/{name}", name: "n", query: new() { ["machine"] = "wait" });

        Assert.Equal("""{"status":"FAILED","input":{},"error":"E","cause":"c"}""", body.GetRawText());
        Assert.Equal("arn:aws:states:us-east-1:123456789012:execution:wait:n", Assert.Single(_trigger.StepFunctions.Described));
    }

    [Theory]
    [InlineData("ExecutionDoesNotExist", "flow")]
    [InlineData("InvalidArn", "flow")]
    [InlineData(null, "nothing")]
    public async Task What_is_not_there_is_not_found(string? refusal, string machine)
    {
        _trigger.StepFunctions.Refusal = refusal is null ? null : Refusal(refusal);

        var (status, body) = await _trigger.SendAsync("GET", "/executions/{name}", name: "n", query: new() { ["machine"] = machine });

        Assert.Equal(404, status);
        Assert.Contains(machine, body.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_small_machine_answers_its_output_once_it_has_one()
    {
        _trigger.StepFunctions.Describe = count => count < 3 ? Running() : new() { Status = ExecutionStatus.SUCCEEDED, Output = "7" };

        var (status, body) = await _trigger.SendAsync("POST", "/states/{name}", name: "wait");

        Assert.Equal((200, "7"), (status, body.GetRawText()));
        Assert.Equal("{}", Assert.Single(_trigger.StepFunctions.Started).Input);
    }

    [Fact]
    public async Task A_small_machine_that_fails_is_a_bad_gateway()
    {
        _trigger.StepFunctions.Describe = _ => new() { Status = ExecutionStatus.TIMED_OUT };

        var (status, body) = await _trigger.SendAsync("POST", "/states/{name}", "[1]", name: "wait");

        Assert.Equal(502, status);
        Assert.Equal("""{"error":"TIMED_OUT"}""", body.GetRawText());
    }

    [Fact]
    public async Task An_unknown_machine_is_not_found_and_the_known_ones_are_named()
    {
        var (status, body) = await _trigger.SendAsync("POST", "/states/{name}", name: "none");

        Assert.Equal(404, status);
        Assert.Equal("There is no machine 'none'; there are callback, flow, flow-express, wait.", body.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData(29, 25)]
    [InlineData(11, 10)]
    public async Task What_takes_long_is_answered_before_the_function_has_to_end(int remaining, int waited)
    {
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };
        var trigger = new TriggerRequests(time) { Context = { RemainingTime = TimeSpan.FromSeconds(remaining) } };
        trigger.StepFunctions.Describe = _ => Running();
        var start = time.GetUtcNow();

        var answer = trigger.SendAsync("POST", "/states/{name}", name: "wait");
        while (!answer.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(20));
            await Task.Yield();
        }

        var (status, body) = await answer;
        Assert.Equal(202, status);
        Assert.Equal("http://127.0.0.1:3000/prod/executions/request-1?machine=wait", body.GetProperty("statusUrl").GetString());
        Assert.InRange((time.GetUtcNow() - start).TotalSeconds, waited - 1.5, waited + 0.5);
    }

    [Fact]
    public async Task A_callback_is_answered_with_the_command_that_sends_its_token()
    {
        _trigger.StepFunctions.Describe = _ => Running();
        _trigger.StepFunctions.History =
        [
            new()
            {
                Type = HistoryEventType.TaskScheduled,
                TaskScheduledEventDetails = new()
                {
                    Resource = "invoke.waitForTaskToken",
                    Parameters = """{"FunctionName":"worker","Payload":{"input_value":1,"task_token":"AAA="}}""",
                },
            },
        ];

        var (status, body) = await _trigger.SendAsync("POST", "/states/{name}", name: "callback");

        Assert.Equal(202, status);
        Assert.Equal("AAA=", body.GetProperty("taskToken").GetString());
        Assert.StartsWith("aws stepfunctions send-task-success --task-token 'AAA=' --task-output '{\"approved\": true}'", body.GetProperty("command").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_route_without_endpoint_is_not_found()
    {
        var (status, body) = await _trigger.SendAsync("DELETE", "/trigger");

        Assert.Equal(404, status);
        Assert.Contains("there are POST /trigger", body.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Machines_come_from_variables_in_either_spelling()
    {
        Environment.SetEnvironmentVariable("StateMachines__my-odd_Name", "arn:odd");
        try
        {
            Assert.Equal("arn:odd", StateMachines.FromEnvironment().Arn("my-odd-name"));
            var missing = Assert.Throws<InvalidOperationException>(() => StateMachines.FromEnvironment().Arn("not-there"));
            Assert.Contains("StateMachines__not_there", missing.Message, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("StateMachines__my-odd_Name", null);
        }
    }

    private static DescribeExecutionResponse Running() => new() { Status = ExecutionStatus.RUNNING };

    private static AmazonStepFunctionsException Refusal(string code) =>
        StepFunctionsErrors.Create(code, "nothing there", inner: null, Amazon.Runtime.ErrorType.Sender, "r", HttpStatusCode.BadRequest);
}
