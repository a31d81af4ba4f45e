using Xunit;

namespace StepFlow.Tests.StepFunctions.Operations;

public sealed class ExecutionOperationTests(StepFunctionsServer server) : IClassFixture<StepFunctionsServer>
{
    [Fact]
    public async Task An_execution_is_described_with_its_data_or_without()
    {
        var execution = await server.RunAsync(await server.CreateAsync(), """{ "a": 1.0 }""");
        var bare = await server.CallAsync("DescribeExecution", new { executionArn = execution.Text("executionArn"), includedData = "METADATA_ONLY" });

        Assert.Equal(("SUCCEEDED", """{ "a": 1.0 }""", """{"a":1.0}"""), (execution.Text("status"), execution.Text("input"), execution.Text("output")));
        Assert.Equal(("NOT_REDRIVABLE", "Execution is SUCCEEDED and cannot be redriven"), (execution.Text("redriveStatus"), execution.Text("redriveStatusReason")));
        Assert.Equal(36, execution.Text("name").Length);
        Assert.DoesNotContain("input", bare.Names());
        Assert.DoesNotContain("output", bare.Names());
        Assert.False(bare.GetProperty("inputDetails").GetProperty("included").GetBoolean());
    }

    [Fact]
    public async Task Starting_the_same_again_is_the_same_execution_while_it_runs()
    {
        var stateMachineArn = await server.CreateAsync(StepFunctionsServer.Wait);
        var first = await server.CallAsync("StartExecution", new { stateMachineArn, name = "run", input = """{"a":1}""" });
        var again = await server.CallAsync("StartExecution", new { stateMachineArn, name = "run", input = """{"a":1}""" });
        var refusal = $"ExecutionAlreadyExists: Execution Already Exists: '{first.Text("executionArn")}'";

        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal(refusal, await server.RefusalAsync("StartExecution", new { stateMachineArn, name = "run", input = """{"a":2}""" }));
        await server.CallAsync("StopExecution", new { executionArn = first.Text("executionArn") });
        Assert.Equal(refusal, await server.RefusalAsync("StartExecution", new { stateMachineArn, name = "run", input = """{"a":1}""" }));
    }

    [Theory]
    [InlineData("", "Invalid execution input.")]
    [InlineData("not json", "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')")]
    public async Task An_input_that_is_not_json_is_refused(string input, string problem) => Assert.Equal(
        $"InvalidExecutionInput: Invalid State Machine Execution Input: '{problem}'",
        await server.RefusalAsync("StartExecution", new { stateMachineArn = await server.CreateAsync(), input }));

    [Fact]
    public async Task Input_counts_in_bytes()
    {
        var stateMachineArn = await server.CreateAsync();
        var largest = $"\"{new string('é', 131_071)}\"";

        await server.CallAsync("StartExecution", new { stateMachineArn, input = largest });
        Assert.Equal(
            "ValidationException: 1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have size less than or equal to 262144 bytes in UTF-8 encoding",
            await server.RefusalAsync("StartExecution", new { stateMachineArn, input = largest + " " }));
    }

    [Fact]
    public async Task A_stopped_execution_is_aborted_with_error_and_cause()
    {
        var started = await server.CallAsync("StartExecution", new { stateMachineArn = await server.CreateAsync(StepFunctionsServer.Wait) });
        var executionArn = started.Text("executionArn");
        var stopped = await server.CallAsync("StopExecution", new { executionArn, error = "Enough", cause = "seen enough" });
        var execution = await server.CallAsync("DescribeExecution", new { executionArn });

        Assert.Equal(("ABORTED", "Enough", "seen enough"), (execution.Text("status"), execution.Text("error"), execution.Text("cause")));
        Assert.Equal(stopped.GetProperty("stopDate").GetRawText(), execution.GetProperty("stopDate").GetRawText());
        Assert.Equal("REDRIVABLE", execution.Text("redriveStatus"));
    }

    [Fact]
    public async Task Histories_are_read_in_pages_both_ways_with_data_or_without()
    {
        var execution = await server.RunAsync(await server.CreateAsync());
        var executionArn = execution.Text("executionArn");
        var forward = await IdsAsync(new { executionArn, maxResults = 3 }, token => new { executionArn, maxResults = 3, nextToken = token });
        var backward = await IdsAsync(
            new { executionArn, maxResults = 3, reverseOrder = true }, token => new { executionArn, maxResults = 3, reverseOrder = true, nextToken = token });
        var bare = await server.CallAsync("GetExecutionHistory", new { executionArn, includeExecutionData = false });

        Assert.Equal([1, 2, 3, 4], forward);
        Assert.Equal([4, 3, 2, 1], backward);
        Assert.DoesNotContain("\"input\"", bare.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("\"output\"", bare.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("\"roleArn\"", bare.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_of_one_history_is_refused_by_another()
    {
        var arn = await server.CreateAsync();
        var (one, two) = ((await server.RunAsync(arn)).Text("executionArn"), (await server.RunAsync(arn)).Text("executionArn"));
        var page = await server.CallAsync("GetExecutionHistory", new { executionArn = one, maxResults = 1 });

        Assert.Equal(
            "InvalidToken: Invalid Token: 'Invalid token'",
            await server.RefusalAsync("GetExecutionHistory", new { executionArn = two, nextToken = page.Text("nextToken") }));
    }

    [Fact]
    public async Task Executions_are_listed_newest_first_by_status_in_pages()
    {
        var stateMachineArn = await server.CreateAsync();
        List<string> started = [];
        for (var i = 0; i < 5; i++)
        {
            started.Insert(0, (await server.RunAsync(stateMachineArn)).Text("executionArn"));
        }

        var first = await server.CallAsync("ListExecutions", new { stateMachineArn, statusFilter = "SUCCEEDED", maxResults = 2 });
        await server.RunAsync(stateMachineArn);
        var rest = await server.CallAsync("ListExecutions", new { stateMachineArn, statusFilter = "SUCCEEDED", nextToken = first.Text("nextToken") });
        var none = await server.CallAsync("ListExecutions", new { stateMachineArn, statusFilter = "FAILED" });

        Assert.Equal(started, [.. first.Texts("executions", "executionArn"), .. rest.Texts("executions", "executionArn")]);
        Assert.Empty(none.GetProperty("executions").EnumerateArray());
        Assert.Equal("ValidationException: Must provide a StateMachine ARN or MapRun ARN", await server.RefusalAsync("ListExecutions", new { }));
    }

    [Fact]
    public async Task An_execution_shows_the_state_machine_it_was_started_with()
    {
        var arn = await server.CreateAsync();
        var execution = await server.RunAsync(arn);
        await server.CallAsync("UpdateStateMachine", new { stateMachineArn = arn, definition = StepFunctionsServer.OtherPass });
        await server.CallAsync("DeleteStateMachine", new { stateMachineArn = arn });

        var described = await server.CallAsync("DescribeStateMachineForExecution", new { executionArn = execution.Text("executionArn") });

        Assert.Equal((arn, StepFunctionsServer.Pass), (described.Text("stateMachineArn"), described.Text("definition")));
        Assert.DoesNotContain("revisionId", described.Names());
    }

    [Fact]
    public async Task An_express_execution_is_answered_with_its_end()
    {
        var arn = await server.CreateAsync(type: "EXPRESS");
        var ended = await server.CallAsync("StartSyncExecution", new { stateMachineArn = arn, name = "run", input = """{"a":1}""", traceHeader = "Root=1-5759e988-bd862e3fe1be46a994272793" });

        Assert.StartsWith($"{arn.Replace("stateMachine", "express", StringComparison.Ordinal)}:run:", ended.Text("executionArn"), StringComparison.Ordinal);
        Assert.Equal(("SUCCEEDED", """{"a":1}"""), (ended.Text("status"), ended.Text("output")));
        Assert.Equal("""{"billedMemoryUsedInMB":64,"billedDurationInMilliseconds":100}""", ended.GetProperty("billingDetails").GetRawText());
        Assert.Equal("Root=1-5759e988-bd862e3fe1be46a994272793", ended.Text("traceHeader"));
    }

    [Fact]
    public async Task Express_executions_cannot_be_listed_or_described_and_standard_ones_not_awaited()
    {
        const string refusal = "StateMachineTypeNotSupported: This operation is not supported by this type of state machine";
        var express = await server.CreateAsync(type: "EXPRESS");
        var started = await server.CallAsync("StartExecution", new { stateMachineArn = express });

        Assert.Equal(refusal, await server.RefusalAsync("ListExecutions", new { stateMachineArn = express }));
        Assert.Equal(refusal, await server.RefusalAsync("StartSyncExecution", new { stateMachineArn = await server.CreateAsync() }));
        Assert.Equal(
            "InvalidArn: Invalid Arn: 'Resource type not valid in this context: express'",
            await server.RefusalAsync("DescribeExecution", new { executionArn = started.Text("executionArn") }));
    }

    [Fact]
    public async Task A_failed_execution_is_redriven_once_per_client_token()
    {
        var arn = await server.CreateAsync("""{"StartAt":"F","States":{"F":{"Type":"Fail","Error":"E"}}}""");
        var executionArn = (await server.RunAsync(arn)).Text("executionArn");

        var first = await server.CallAsync("RedriveExecution", new { executionArn, clientToken = "t" });
        var redriven = await server.EndAsync(executionArn);

        Assert.Equal(["redriveDate"], first.Names());
        Assert.Equal(1, redriven.GetProperty("redriveCount").GetInt32());
        var succeeded = (await server.RunAsync(await server.CreateAsync())).Text("executionArn");
        Assert.StartsWith("ExecutionNotRedrivable: ", await server.RefusalAsync("RedriveExecution", new { executionArn = succeeded }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DescribeExecution")]
    [InlineData("StopExecution")]
    [InlineData("GetExecutionHistory")]
    [InlineData("ListMapRuns")]
    [InlineData("RedriveExecution")]
    [InlineData("DescribeStateMachineForExecution")]
    public async Task What_is_not_there_does_not_exist(string operation)
    {
        var executionArn = StepFunctionsServer.Arn("execution", "m:none");

        Assert.Equal($"ExecutionDoesNotExist: Execution Does Not Exist: '{executionArn}'", await server.RefusalAsync(operation, new { executionArn }));
    }

    private async Task<List<long>> IdsAsync(object first, Func<string, object> next)
    {
        List<long> ids = [];
        var page = await server.CallAsync("GetExecutionHistory", first);
        while (true)
        {
            ids.AddRange(page.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("id").GetInt64()));
            if (!page.TryGetProperty("nextToken", out var token))
            {
                return ids;
            }

            page = await server.CallAsync("GetExecutionHistory", next(token.GetString()!));
        }
    }
}
