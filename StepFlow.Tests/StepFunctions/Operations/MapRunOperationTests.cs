using Xunit;

namespace StepFlow.Tests.StepFunctions.Operations;

public sealed class MapRunOperationTests(StepFunctionsServer server) : IClassFixture<StepFunctionsServer>
{
    private const string Definition = """
        {"StartAt":"M","States":{"M":{"Type":"Map","Label":"items","MaxConcurrency":2,"ItemProcessor":{
          "ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}},"End":true}}}
        """;

    [Fact]
    public async Task A_map_run_is_listed_and_described_and_its_children_are_listed()
    {
        var execution = await server.RunAsync(await server.CreateAsync(Definition), "[1,2,3]");
        var executionArn = execution.Text("executionArn");
        Assert.Equal("SUCCEEDED", execution.Text("status"));

        var listed = await server.CallAsync("ListMapRuns", new { executionArn });
        var mapRunArn = Assert.Single(listed.Texts("mapRuns", "mapRunArn"));
        var described = await server.CallAsync("DescribeMapRun", new { mapRunArn });
        var children = await server.CallAsync("ListExecutions", new { mapRunArn });

        Assert.Contains("/items:", mapRunArn, StringComparison.Ordinal);
        Assert.Equal(("SUCCEEDED", executionArn), (described.Text("status"), described.Text("executionArn")));
        Assert.Equal(3, described.GetProperty("itemCounts").GetProperty("succeeded").GetInt32());
        Assert.Equal(10, described.GetProperty("executionCounts").EnumerateObject().Count());
        Assert.Equal(3, children.GetProperty("executions").GetArrayLength());
        var child = await server.CallAsync("DescribeStateMachineForExecution", new { executionArn = children.Texts("executions", "executionArn").First() });
        Assert.Equal((mapRunArn, "items"), (child.Text("mapRunArn"), child.Text("label")));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        var mapRunArn = StepFunctionsServer.Arn("mapRun", "m/label:none");

        Assert.Equal($"ResourceNotFound: Resource not found: '{mapRunArn}'", await server.RefusalAsync("DescribeMapRun", new { mapRunArn }));
        Assert.Equal($"ResourceNotFound: Resource not found: '{mapRunArn}'", await server.RefusalAsync("UpdateMapRun", new { mapRunArn, maxConcurrency = 1 }));
        Assert.Equal($"ResourceNotFound: Resource not found: '{mapRunArn}'", await server.RefusalAsync("ListExecutions", new { mapRunArn }));
    }
}
