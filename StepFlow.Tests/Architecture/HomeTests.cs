using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace StepFlow.Tests.Architecture;

/// <summary>Which home a build is for: read by evaluating the project files, which restores and builds nothing.</summary>
public sealed class HomeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("StepFlow.AppHost")]
    [InlineData("StepFlow.Trigger")]
    [InlineData("StepFlow.Worker")]
    public async Task The_default_build_evaluates_no_aspire_sdk_and_references_no_package_of_aspire_or_amazon_lambda(string project)
    {
        var (exitCode, output) = await EvaluateAsync(project, variables: null, "-getProperty:IsAspireHost", "-getProperty:MSBuildAllProjects", "-getItem:PackageReference");

        Assert.Equal(0, exitCode);
        var evaluation = JsonElement.Parse(output);
        Assert.Equal("", evaluation.GetProperty("Properties").GetProperty("IsAspireHost").GetString());
        Assert.DoesNotContain("Aspire.AppHost.Sdk", evaluation.GetProperty("Properties").GetProperty("MSBuildAllProjects").GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.All(PackagesOf(evaluation), package => Assert.False(
            package.StartsWith("Aspire.", StringComparison.Ordinal) || package.StartsWith("Amazon.Lambda.", StringComparison.Ordinal) || package is "AWSSDK.StepFunctions", package));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Under_aspire_by_property_or_variable_functions_are_built_on_amazon_s_packages_in_folders_of_their_own(bool byProperty)
    {
        var (exitCode, output) = await EvaluateAsync(
            "StepFlow.Trigger",
            byProperty ? null : new() { ["Orchestrator"] = "Aspire" },
            [.. byProperty ? ["-p:Orchestrator=Aspire"] : Array.Empty<string>(), "-getProperty:BaseIntermediateOutputPath", "-getItem:PackageReference", "-getItem:Compile"]);

        Assert.Equal(0, exitCode);
        var evaluation = JsonElement.Parse(output);
        Assert.Contains("/obj/aspire/", evaluation.GetProperty("Properties").GetProperty("BaseIntermediateOutputPath").GetString(), StringComparison.Ordinal);
        Assert.All(["Amazon.Lambda.Core", "Amazon.Lambda.RuntimeSupport", "AWSSDK.StepFunctions"], package => Assert.Contains(package, PackagesOf(evaluation)));
        var compiled = evaluation.GetProperty("Items").GetProperty("Compile").EnumerateArray().Select(item => item.GetProperty("Identity").GetString()).ToList();
        Assert.Contains("Program.Aws.cs", compiled);
        Assert.DoesNotContain("Program.cs", compiled);
        Assert.All(compiled, file => Assert.DoesNotContain("obj", file!.Split('/')));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Under_aspire_the_app_host_uses_aspire_s_sdk_or_names_it_where_it_cannot_be_had(bool byProperty)
    {
        var (exitCode, output) = await EvaluateAsync(
            "StepFlow.AppHost",
            byProperty ? null : new() { ["Orchestrator"] = "Aspire" },
            [.. byProperty ? ["-p:Orchestrator=Aspire"] : Array.Empty<string>(), "-getProperty:IsAspireHost", "-getItem:Compile"]);

        if (exitCode is not 0)
        {
            Assert.Contains("Aspire.AppHost.Sdk", output, StringComparison.Ordinal);
            return;
        }

        var evaluation = JsonElement.Parse(output);
        Assert.Equal("true", evaluation.GetProperty("Properties").GetProperty("IsAspireHost").GetString());
        Assert.Contains("AppHost.cs", evaluation.GetProperty("Items").GetProperty("Compile").EnumerateArray().Select(item => item.GetProperty("Identity").GetString()));
    }

    [Fact]
    public void There_is_one_app_host_for_all_homes()
    {
        var folder = Path.Combine(Repository.Root, "StepFlow.AppHost");

        Assert.Equal(["AppHost.cs"], Directory.EnumerateFiles(folder, "*.cs").Select(Path.GetFileName));
        Assert.DoesNotContain("#if", File.ReadAllText(Path.Combine(folder, "AppHost.cs")), StringComparison.Ordinal);
    }

    private static IEnumerable<string> PackagesOf(JsonElement evaluation) =>
        evaluation.GetProperty("Items").GetProperty("PackageReference").EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!);

    private static async Task<(int ExitCode, string Output)> EvaluateAsync(string project, Dictionary<string, string>? variables, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", Path.Combine(Repository.Root, project, project + ".csproj"), "-nologo", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("Orchestrator");
        start.Environment.Remove("LambdaPackages");
        start.Environment.Remove("AspireAws");
        start.Environment.Remove("MSBuildSDKsPath"); // that of the build that runs this test
        foreach (var (name, value) in variables ?? [])
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Cancellation);
        var error = process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, process.ExitCode is 0 ? await output : await output + await error);
    }
}
