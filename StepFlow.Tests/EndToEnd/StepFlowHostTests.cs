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
}
