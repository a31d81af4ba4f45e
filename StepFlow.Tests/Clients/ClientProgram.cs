using System.Diagnostics;
using Xunit;

namespace StepFlow.Tests.Clients;

/// <summary>A program that nobody here wrote. Where it is absent its tests are skipped, and fail under STEPFLOW_STRICT=1.</summary>
public sealed class ClientProgram
{
    private readonly string _path;

    private ClientProgram(string path) => _path = path;

    /// <summary>Dummy credentials, and no host prefix: what a user of StepFlow sets.</summary>
    public static IReadOnlyDictionary<string, string> Environment(Uri endpoint) => new Dictionary<string, string>
    {
        ["AWS_ACCESS_KEY_ID"] = "test",
        ["AWS_SECRET_ACCESS_KEY"] = "test",
        ["AWS_DEFAULT_REGION"] = "us-east-1",
        ["AWS_REGION"] = "us-east-1",
        ["AWS_ENDPOINT_URL_SFN"] = endpoint.ToString().TrimEnd('/'),
        ["AWS_DISABLE_HOST_PREFIX_INJECTION"] = "true",
        ["AWS_EC2_METADATA_DISABLED"] = "true",
        ["AWS_PAGER"] = "",
        ["TF_CLI_CONFIG_FILE"] = OperatingSystem.IsWindows() ? "NUL" : "/dev/null",
        ["CHECKPOINT_DISABLE"] = "1",
    };

    public static ClientProgram Require(string name)
    {
        var found = (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => new[] { name, name + ".exe", name + ".cmd" }.Select(file => Path.Combine(folder, file)))
            .FirstOrDefault(File.Exists);
        return found is null ? throw Absent($"{name} is not installed") : new(found);
    }

    /// <summary>Ends the test for want of something: as a skip, or as a failure where nothing may be missing.</summary>
    public static Exception Absent(string what)
    {
        if (SharedData.IsStrict)
        {
            Assert.Fail($"{what}, and STEPFLOW_STRICT=1 makes that a failure.");
        }

        Assert.Skip($"{what}.");
        return new UnreachableException();
    }

    /// <summary>Runs the program to its end and answers what it wrote; a failure of the program is a failure of the test.</summary>
    public async Task<string> RunAsync(Uri endpoint, string? folder, params string[] arguments)
    {
        var (code, output, errors) = await TryRunAsync(endpoint, folder, arguments);
        Assert.True(code is 0, $"{Path.GetFileName(_path)} {string.Join(' ', arguments)} ended with {code}:\n{errors}\n{output}");
        return output;
    }

    public async Task<(int Code, string Output, string Errors)> TryRunAsync(Uri endpoint, string? folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(_path, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Path.GetTempPath(),
        };
        foreach (var (name, value) in Environment(endpoint))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }
}
