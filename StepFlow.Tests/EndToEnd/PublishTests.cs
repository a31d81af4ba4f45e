using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using StepFlow.Lambda;
using StepFlow.Tests.Clients;
using Xunit;

namespace StepFlow.Tests.EndToEnd;

/// <summary>The AppHost's <c>publish</c>, as a user runs it.</summary>
public sealed class PublishTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("stepflow-publish-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_is_published_is_the_same_every_time_passes_cfn_lint_and_its_zips_start()
    {
        var (first, second) = (Path.Combine(_folder, "first"), Path.Combine(_folder, "second"));

        var output = await PublishAsync("--output", first);
        await PublishAsync("--output", second);

        Assert.Contains("sam deploy", output, StringComparison.Ordinal);
        var files = Files(first);
        Assert.Equal(files, Files(second));
        Assert.Superset(new HashSet<string> { "template.yaml", "worker.zip", "trigger.zip", "StateMachines/flow.asl.json" }, files.ToHashSet());
        Assert.All(files, file => Assert.True(
            File.ReadAllBytes(Path.Combine(first, file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(second, file))), $"{file} differs between two runs."));
        Assert.Equal("""{"input_value":21,"operation":"double","result":42,"attempt":1}""", await InvokeAsync(Path.Combine(first, "worker.zip"), "StepFlow.Worker", """{"input_value": 21}"""));
        await LintAsync(first);
    }

    [Fact]
    public async Task One_zip_can_be_had_alone()
    {
        await PublishAsync("--output", _folder, "--zip-only", "worker");

        Assert.Equal(["worker.zip"], Files(_folder));
    }

    [Theory]
    [InlineData("publish needs a folder to write to: dotnet run -- publish --output out")]
    [InlineData("--zip-only names no function of the AppHost: 'nobody'. There are: worker, trigger.", "--output", "out", "--zip-only", "nobody")]
    [InlineData("--architecture is 'sparc'. Lambda has x86_64 (the default) and arm64.", "--output", "out", "--architecture", "sparc")]
    [InlineData("--output needs a value. See --help.", "--output", "--zip-only", "worker")]
    [InlineData("'--ouput' is not understood by publish. See --help.", "--ouput", "out")]
    [InlineData(
        "'/dev/null' (--output) is a file. Name a folder; it is made where it is not there.", "--output", "/dev/null")]
    public async Task What_cannot_be_published_is_said_in_a_sentence(string sentence, params string[] arguments)
    {
        var (code, output) = await RunAsync(arguments);

        Assert.Equal((1, sentence), (code, output.Trim()));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("publish", "--help")]
    public async Task Help_says_what_can_be_asked_for_and_starts_nothing(params string[] arguments)
    {
        var (code, output) = await RunAppHostAsync(arguments);

        Assert.Equal(0, code);
        Assert.Contains("publish --output DIR", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_verb_starts_nothing() =>
        Assert.Equal((1, "'publich' is not understood. See --help."), await RunAppHostAsync("publich", "--output", "out"));

    private static string[] Files(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <summary>Starts what a zip holds as Lambda's managed .NET runtime would, and sends it one event.</summary>
    private static async Task<string> InvokeAsync(string zip, string handler, string payload)
    {
        var task = Path.Combine(Path.GetDirectoryName(zip)!, handler);
        await ZipFile.ExtractToDirectoryAsync(zip, task, Cancellation);
        await using var lambda = new LambdaService(Options.Create(new LambdaOptions()), TimeProvider.System, NullLoggerFactory.Instance);
        lambda.Add(new("published") { Command = new("dotnet", "exec", Path.Combine(task, handler + ".dll")) { WorkingDirectory = task }, Timeout = TimeSpan.FromSeconds(30), Handler = handler });
        await lambda.StartAsync();
        var result = await lambda.InvokeAsync("published", Encoding.UTF8.GetBytes(payload), traceHeader: null, Cancellation);
        Assert.Null(result.FunctionError);
        return Encoding.UTF8.GetString(result.Payload.Span);
    }

    private static async Task LintAsync(string folder)
    {
        var (code, output, errors) = await ClientProgram.Require("cfn-lint").TryRunAsync(new("http://127.0.0.1"), folder, "template.yaml");
        Assert.True(code is 0, output + errors);
    }

    private static async Task<string> PublishAsync(params string[] arguments)
    {
        var (code, output) = await RunAsync(arguments);
        Assert.True(code is 0, output);
        return output;
    }

    internal static Task<(int Code, string Output)> RunAsync(string[] arguments) => RunAppHostAsync(["publish", .. arguments]);

    private static async Task<(int Code, string Output)> RunAppHostAsync(params string[] arguments)
    {
        var assembly = AppContext.BaseDirectory.Replace("StepFlow.Tests", "StepFlow.AppHost", StringComparison.Ordinal) + "StepFlow.AppHost.dll";
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Cancellation);
        var errors = process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, (await output + await errors).Trim());
    }
}
