using System.CommandLine;
using StepFlow.Cli.Verbs;
using Xunit;

namespace StepFlow.Tests.Cli;

public sealed class ValidateVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("stepflow").FullName;

    [Fact]
    public async Task A_definition_that_AWS_accepts_gives_zero_and_no_word()
    {
        var (code, output, _) = await RunAsync(Written("""{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"${Function}","End":true}}}"""));

        Assert.Equal(0, code);
        Assert.Empty(output);
    }

    [Fact]
    public async Task A_definition_that_AWS_refuses_gives_one()
    {
        var file = Written("""{"StartAt":"A","States":{"A":{"Type":"Succeed"},"B":{"Type":"Succeed"}}}""");
        var (code, output, _) = await RunAsync(file);

        Assert.Equal(1, code);
        Assert.StartsWith($"{file}:1:49: error MISSING_TRANSITION_TARGET: State \"B\" is not reachable.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json", "\"result\": \"FAIL\"")]
    [InlineData("sarif", "\"level\": \"error\"")]
    public async Task Other_formats(string format, string expected)
    {
        var (code, output, _) = await RunAsync("--format", format, Written("[]"));

        Assert.Equal(1, code);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_said()
    {
        var (code, _, error) = await RunAsync(Path.Combine(_folder, "missing.json"));

        Assert.Equal(2, code);
        Assert.Contains("missing.json cannot be read", error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await ValidateVerb.Create().Parse(arguments).InvokeAsync(
            new InvocationConfiguration { Output = output, Error = error },
            TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }

    private string Written(string definition)
    {
        var file = Path.Combine(_folder, "machine.asl.json");
        File.WriteAllText(file, definition);
        return file;
    }
}
