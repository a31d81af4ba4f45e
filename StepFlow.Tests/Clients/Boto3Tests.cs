using StepFlow.Tests.StepFunctions.Operations;
using Xunit;

namespace StepFlow.Tests.Clients;

public sealed class Boto3Tests(StepFunctionsServer server) : IClassFixture<StepFunctionsServer>
{
    [Fact]
    public async Task Paginators_exceptions_and_sync_executions_work()
    {
        var python = ClientProgram.Require("python3");
        var (known, _, _) = await python.TryRunAsync(server.Address, null, "-c", "import boto3");
        if (known is not 0)
        {
            throw ClientProgram.Absent("boto3 is not installed");
        }

        var output = await python.RunAsync(server.Address, null, Path.Combine(Repository.Root, "StepFlow.Tests", "Clients", "boto3_client.py"));

        Assert.Equal("OK", output.Trim());
    }
}
