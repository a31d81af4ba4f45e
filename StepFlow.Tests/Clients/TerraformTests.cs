using StepFlow.Tests.StepFunctions.Operations;
using Xunit;

namespace StepFlow.Tests.Clients;

/// <summary>Terraform's AWS provider: plan, apply, plan again, change, destroy.</summary>
public sealed class TerraformTests(StepFunctionsServer server) : IClassFixture<StepFunctionsServer>, IDisposable
{
    private const int NoChanges = 0;
    private const int Changes = 2;
    private readonly string _folder = Directory.CreateTempSubdirectory("stepflow-terraform-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_plan_that_was_applied_has_nothing_left_to_change()
    {
        var terraform = ClientProgram.Require("terraform");
        File.Copy(Path.Combine(Repository.Root, "StepFlow.Tests", "Clients", "terraform", "main.tf"), Path.Combine(_folder, "main.tf"));
        await terraform.RunAsync(server.Address, _folder, "init", "-input=false", $"-plugin-dir={FindPlugins()}");

        Assert.Equal(Changes, await PlanAsync(terraform, result: 1));
        await terraform.RunAsync(server.Address, _folder, [.. Arguments("apply", 1), "-auto-approve"]);
        Assert.Equal(NoChanges, await PlanAsync(terraform, result: 1));
        Assert.Equal("1", (await server.RunAsync(StepFunctionsServer.Arn("stateMachine", "tf-flow:PROD"))).Text("output"));

        await terraform.RunAsync(server.Address, _folder, [.. Arguments("apply", 2), "-auto-approve"]);
        Assert.Equal(NoChanges, await PlanAsync(terraform, result: 2));
        Assert.Equal("2", (await server.RunAsync(StepFunctionsServer.Arn("stateMachine", "tf-flow:PROD"))).Text("output"));

        await terraform.RunAsync(server.Address, _folder, [.. Arguments("destroy", 2), "-auto-approve"]);
        var left = await server.CallAsync("ListStateMachines", new { });
        Assert.DoesNotContain("tf-flow", left.Texts("stateMachines", "name"));
    }

    private async Task<int> PlanAsync(ClientProgram terraform, int result)
    {
        var (code, output, errors) = await terraform.TryRunAsync(server.Address, _folder, [.. Arguments("plan", result), "-detailed-exitcode"]);
        Assert.True(code is NoChanges or Changes, errors + output);
        return code;
    }

    private string[] Arguments(string command, int result) =>
        [command, "-input=false", "-no-color", "-var", $"result={result}", "-var", $"endpoint={server.Address.ToString().TrimEnd('/')}"];

    // Offline installations keep providers in a folder of their own; there is no one name for it.
    private static string FindPlugins()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        IEnumerable<string> folders =
        [
            .. new[] { Environment.GetEnvironmentVariable("STEPFLOW_TERRAFORM_PLUGINS") ?? "", Path.Combine(home, ".terraform.d", "plugins"), "/usr/local/share/terraform/plugins", "/usr/share/terraform/plugins" },
            .. Directory.Exists("/opt") ? Directory.EnumerateDirectories("/opt") : [],
        ];
        return folders.FirstOrDefault(f => Directory.Exists(Path.Combine(f, "registry.terraform.io", "hashicorp", "aws", "5.100.0")))
            ?? throw ClientProgram.Absent("Terraform's provider hashicorp/aws 5.100.0 is in no plugin folder (STEPFLOW_TERRAFORM_PLUGINS names another)");
    }
}
