using StepFlow.Tests.StepFunctions.Operations;
using Xunit;

namespace StepFlow.Tests.Clients;

/// <summary>AWS's JavaScript SDK from npm.</summary>
public sealed class JavaScriptTests(StepFunctionsServer server) : IClassFixture<StepFunctionsServer>
{
    [Fact]
    public async Task The_sdk_works_with_its_own_way_around_the_host_prefix()
    {
        var node = ClientProgram.Require("node");
        var npm = ClientProgram.Require("npm");
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "javascript-client")).FullName;
        foreach (var file in new[] { "package.json", "client.js" })
        {
            File.Copy(Path.Combine(Repository.Root, "StepFlow.Tests", "Clients", "javascript", file), Path.Combine(folder, file), overwrite: true);
        }

        var (code, _, errors) = await npm.TryRunAsync(server.Address, folder, "install", "--no-audit", "--no-fund", "--prefer-offline");
        if (code is not 0)
        {
            throw ClientProgram.Absent($"@aws-sdk/client-sfn cannot be installed from npm: {errors}");
        }

        var output = await node.RunAsync(server.Address, folder, "client.js");

        Assert.Equal("OK", output.Trim());
    }
}
