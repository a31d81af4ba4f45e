using Xunit;

namespace StepFlow.Tests.StepFunctions.Operations;

public sealed class WaitTimeScaleTests
{
    [Fact]
    public async Task Waits_are_as_much_shorter_as_the_scale_says()
    {
        await using var server = new StepFunctionsServer();
        await server.StartAsync(new() { WaitTimeScale = 0.00001 });

        var execution = await server.RunAsync(await server.CreateAsync(StepFunctionsServer.Wait));

        var took = execution.GetProperty("stopDate").GetDouble() - execution.GetProperty("startDate").GetDouble();
        Assert.InRange(took, 0, 60);
    }
}
