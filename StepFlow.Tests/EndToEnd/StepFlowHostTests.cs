using System.Collections.Concurrent;
using System.Net;
using System.Text;
using StepFlow.Hosting;
using StepFlow.Hosting.Definitions;
using StepFlow.StepFunctions.Catalog;
using Xunit;

namespace StepFlow.Tests.EndToEnd;

/// <summary>What users write in their own tests.</summary>
public sealed class StepFlowHostTests
{
    private readonly ConcurrentQueue<string> _lines = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_app_host_runs_inside_a_test()
    {
        await using var app = await StepFlowHost.StartAsync<Projects.StepFlow_AppHost>(cancellation: Cancellation);

        using var body = new StringContent("""{"input_value": 10}""", Encoding.UTF8, "application/json");
        var response = await app.Http.PostAsync("trigger/sync", body, Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("\"doubled\":20", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal("arn:aws:states:us-east-1:123456789012:stateMachine:flow", app.ArnOf("flow"));
    }

    [Fact]
    public async Task A_test_does_not_wait_for_what_an_execution_waits_for()
    {
        var folder = Directory.CreateTempSubdirectory("stepflow-").FullName;
        await File.WriteAllTextAsync(
            Path.Combine(folder, "patient.asl.json"),
            """{"StartAt":"Day","States":{"Day":{"Type":"Wait","Seconds":86400,"Next":"Week"},"Week":{"Type":"Wait","Seconds":604800,"End":true}}}""",
            Cancellation);
        await using var app = await StepFlowHost.StartAsync(
            builder => builder.AddStateMachine("patient", "patient.asl.json", StateMachineType.Standard), new() { Directory = folder }, Cancellation);
        var first = await app.StartExecutionAsync("patient", Cancellation);

        await app.SkipTimeAsync(TimeSpan.FromDays(2), Cancellation);
        var second = await app.StartExecutionAsync("patient", Cancellation);
        Assert.Equal([(second, "Day"), (first, "Week")], (await app.ExecutionTime.ListAsync(Cancellation)).Select(w => (w.ExecutionArn, w.State)));
        Assert.Null((await app.SkipWaitsAsync(first, Cancellation)).WhyNot);

        var ended = await app.CallAsync("DescribeExecution", $$"""{"executionArn":"{{first}}"}""", Cancellation);
        Assert.Equal("SUCCEEDED", ended.GetProperty("status").GetString());
        Assert.InRange(ended.GetProperty("stopDate").GetDouble() - ended.GetProperty("startDate").GetDouble(), 691_200, 691_260);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_definition_that_cannot_run_says_where()
    {
        var folder = Directory.CreateTempSubdirectory("stepflow-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "wrong.asl.json"), """
            {
              "StartAt": "A",
              "States": {
                "A": { "Type": "Pass", "Next": "B" }
              }
            }
            """, Cancellation);

        var e = await Assert.ThrowsAsync<DefinitionFileException>(() => StepFlowHost.StartAsync(
            builder => builder.AddStateMachine("wrong", "wrong.asl.json", StateMachineType.Standard), new() { Directory = folder }, Cancellation));

        var problem = e.Problems[0];
        Assert.Equal(4, problem.Place.Line);
        Assert.StartsWith("/States/A", problem.Pointer, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task All_definitions_that_cannot_run_are_told_at_once()
    {
        var e = await Assert.ThrowsAsync<StartException>(() => StartRefusedAsync(isOptional: false));

        Assert.Contains("Gone", e.Message, StringComparison.Ordinal);
        Assert.Contains("Lost", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_state_machines_that_are_optional_the_rest_runs()
    {
        await using var app = await StartRefusedAsync(isOptional: true);

        Assert.Equal(2, _lines.Count(line => line.Contains("is not created, and the rest runs: ", StringComparison.Ordinal)));
        Assert.Contains(_lines, line => line.Contains("1 state machines; not created: first, second", StringComparison.Ordinal));
        Assert.NotEmpty(await app.StartExecutionAsync("fine", Cancellation));
    }

    [Fact]
    public async Task Functions_beyond_the_limits_of_lambda_are_told_with_the_method_that_sets_them()
    {
        var e = await Assert.ThrowsAsync<StartException>(() => StepFlowHost.StartAsync(
            builder =>
            {
                builder.AddLambdaFunction("slow", FunctionSource.Elsewhere.Instance).WithTimeout(TimeSpan.FromMinutes(20));
                builder.AddLambdaFunction("big", FunctionSource.Elsewhere.Instance).WithMemory(20_000);
            },
            cancellation: Cancellation));

        Assert.Equal(
            $"The function 'slow': Timeout is 1200 seconds, and must be between 1 second and 15 minutes (900 seconds); it is set with WithTimeout(…).{Environment.NewLine}"
            + "The function 'big': Memory is 20000 MB, and must be between 128 and 10240 MB; it is set with WithMemory(…).",
            e.Message);
    }

    private Task<StepFlowHost> StartRefusedAsync(bool isOptional) => StepFlowHost.StartAsync(
        builder =>
        {
            Add("first", """{"StartAt":"Gone","States":{"A":{"Type":"Succeed"}}}""");
            Add("second", """{"StartAt":"Lost","States":{"A":{"Type":"Succeed"}}}""");
            Add("fine", """{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}""");

            void Add(string name, string definition) => builder.AddResource(new StateMachineResource(name, "template.yaml", StateMachineType.Standard)
            {
                IsOptional = isOptional,
                Written = new("template.yaml", definition, _ => new(1, 1)),
            });
        },
        new() { Output = _lines.Enqueue },
        Cancellation);
}
