using System.Runtime.InteropServices;

namespace StepFlow.Functions.RuntimeSupport;

/// <summary>Runs a handler over the events of the Runtime API until the process is to end.</summary>
public sealed class LambdaBootstrap : IDisposable
{
    // Shorter than a StepFlow host waits before it kills.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1.5);

    private readonly LambdaBootstrapHandler _handler;
    private readonly LambdaBootstrapInitializer? _initializer;
    private readonly Action? _beforeFreeze;
    private readonly HttpClient _http;
    private readonly bool _ownsHttp;
    private readonly string? _runtimeApi;
    private readonly TimeProvider _time;
    private ITimer? _exit;

    internal LambdaBootstrap(
        LambdaBootstrapHandler handler,
        LambdaBootstrapInitializer? initializer,
        Action? beforeFreeze,
        HttpClient? http,
        string? runtimeApi,
        TimeProvider time)
    {
        _handler = handler;
        _initializer = initializer;
        _beforeFreeze = LambdaEnvironment.HasParentOnInput ? null : beforeFreeze;
        _ownsHttp = http is null;
        _http = http ?? RuntimeApiClient.CreateHttpClient();
        _runtimeApi = runtimeApi;
        _time = time;
    }

    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        var client = new RuntimeApiClient(_http, _runtimeApi ?? LambdaEnvironment.RuntimeApi);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // Ctrl-C in a terminal reaches every process in it; the host decides when its functions end.
        using var interrupt = LambdaEnvironment.HasParentOnInput
            ? PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true)
            : null;
        if (LambdaEnvironment.HasParentOnInput)
        {
            EndWithInput(ending);
        }

        MemoryLimit.Apply();
        if (await InitializeAsync(client))
        {
            var concurrency = LambdaEnvironment.MaxConcurrency;
            var workers = Enumerable.Range(0, Math.Max(1, concurrency ?? 1))
                .Select(_ => new InvocationLoop(client, _handler, _beforeFreeze, isConcurrent: concurrency is not null, _time).RunAsync(ending.Token));
            await Task.WhenAll(workers.ToArray());
        }
    }

    public void Dispose()
    {
        _exit?.Dispose();
        if (_ownsHttp)
        {
            _http.Dispose();
        }
    }

    private async Task<bool> InitializeAsync(RuntimeApiClient client)
    {
        try
        {
            return _initializer is null || await _initializer();
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync(e.ToString());
            await client.ReportInitErrorAsync(e);
            throw;
        }
    }

    /// <summary>The host holds the other end of the input: when it closes, or the host dies, this process has no reason to stay.</summary>
    private void EndWithInput(CancellationTokenSource ending)
    {
        var watch = new Thread(() =>
        {
            using var input = Console.OpenStandardInput();
            var ignored = new byte[256];
            try
            {
                while (input.Read(ignored) > 0)
                {
                    // Nothing is ever said on it; only its end matters.
                }
            }
            catch (IOException)
            {
                // A broken pipe is an end too.
            }

            _exit = _time.CreateTimer(_ => Environment.Exit(0), state: null, LastWords, Timeout.InfiniteTimeSpan);
            ending.Cancel();
        })
        {
            IsBackground = true,
            Name = "StepFlow parent",
        };
        watch.Start();
    }
}
