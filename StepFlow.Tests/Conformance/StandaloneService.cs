using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace StepFlow.Tests.Conformance;

/// <summary>The Step Functions service as <c>stepflow start</c> runs it: a process of its own on a free port.</summary>
public sealed partial class StandaloneService : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<string> _output = [];

    private StandaloneService(Process process) => _process = process;

    public string Endpoint { get; private set; } = "";

    public static async Task<StandaloneService> StartAsync(params string[] arguments)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var root = Repository.Root;
        var program = Path.Combine(root, "StepFlow.Cli", "bin", configuration, "net10.0", "StepFlow.Cli.dll");
        var start = new ProcessStartInfo("dotnet", [program, "start", "--port", "0", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        var service = new StandaloneService(Process.Start(start)!);
        await service.WaitForAddressAsync();
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();

    private async Task WaitForAddressAsync()
    {
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Read(string? line)
        {
            if (line is null)
            {
                return;
            }

            lock (_output)
            {
                _output.Add(line);
            }

            if (Address().Match(line) is { Success: true } match)
            {
                found.TrySetResult(match.Value);
            }
        }

        _process.OutputDataReceived += (_, e) => Read(e.Data);
        _process.ErrorDataReceived += (_, e) => Read(e.Data);
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => found.TrySetException(new InvalidOperationException("The service ended: " + string.Join('\n', _output)));
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Endpoint = await found.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }
}
