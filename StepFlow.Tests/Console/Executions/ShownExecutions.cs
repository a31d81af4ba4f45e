using StepFlow.ConsoleUI.Services;

namespace StepFlow.Tests.ConsoleUI.Executions;

/// <summary>Addresses of executions that show what the demonstration machines do not.</summary>
internal sealed record ShownExecutions(string Failing, string Iterations, string Express, string Distributed, string MapRun)
{
    public static async Task<ShownExecutions> PrepareAsync(ConsoleExecutions executions)
    {
        var failing = await executions.RunAsync(ExecutionStories.Failing);
        var iterations = await executions.RunAsync(ExecutionStories.Iterations);
        var express = await executions.RunAsync(ExecutionStories.Branches, """{"n":3}""", "EXPRESS");
        var distributed = await executions.RunAsync(ExecutionStories.Distributed, """{"items":[1,2,3,4,5,6,7,8]}""");
        foreach (var execution in (string[])[failing, iterations, distributed])
        {
            await executions.EndOfAsync(execution);
        }

        var runs = await executions.CallAsync("ListMapRuns", new { executionArn = distributed });
        var mapRun = runs.GetProperty("mapRuns")[0].GetProperty("mapRunArn").GetString()!;
        return new(Links.Execution(failing), Links.Execution(iterations), Links.Execution(express), Links.Execution(distributed), Links.MapRun(mapRun));
    }
}
