using System.Diagnostics;
using Xunit;

namespace StepFlow.AspireTests.Running;

/// <summary>The AppHost as a user starts it under Aspire, with what cannot be: a sentence and the end, no trace.</summary>
public sealed class AppHostRefusalTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(
        "publish is not done under Aspire, where the functions are built for another home: leave Orchestrator=Aspire out, as variable and as property, and give the same command again.",
        "publish",
        "--output",
        "out")]
    [InlineData("StepFlow:Lambda is 'Foo'. It may be StepFlow or TestTool.", "--StepFlow:Lambda=Foo")]
    [InlineData("StepFlow:StepFunctions is 'Azure'. It may be StepFlow or LocalStack or Aws.", "--StepFlow:StepFunctions=Azure")]
    [InlineData("The port of 'gateway' is 'many', which is no port number.", "--StepFlow:Gateway:Port=many")]
    public async Task What_cannot_be_is_said_in_a_sentence(string sentence, params string[] arguments)
    {
        var assembly = AppContext.BaseDirectory.Replace("StepFlow.Aspire.Tests", "StepFlow.AppHost", StringComparison.Ordinal) + "StepFlow.AppHost.dll";
        using var process = Process.Start(new ProcessStartInfo("dotnet", [assembly, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(Cancellation);
        var errors = process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);

        Assert.Equal((1, sentence), (process.ExitCode, (await output + await errors).Trim()));
    }
}
