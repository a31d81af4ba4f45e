using Microsoft.Extensions.Hosting;
using StepFlow.Hosting.Embedded;
using StepFlow.Hosting.Publishing;

namespace StepFlow.Hosting;

/// <summary>An application that is ready to run: functions, state machines and gateways with the services they need.</summary>
public sealed class DistributedApplication : IHost, IAsyncDisposable
{
    private readonly IHost _host;
    private readonly PublishRun? _publish;
    private readonly CommandLine? _unrun;

    internal DistributedApplication(IHost host, PublishRun? publish = null)
    {
        _host = host;
        _publish = publish;
    }

    /// <param name="host">A host that is not started.</param>
    /// <param name="unrun">A command line that asks for help, or cannot be understood.</param>
    internal DistributedApplication(IHost host, CommandLine unrun)
    {
        _host = host;
        _unrun = unrun;
    }

    public IServiceProvider Services => _host.Services;

    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => CreateBuilder(new DistributedApplicationOptions { Args = args });

    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) =>
        new DistributedApplicationBuilder(AppHostRun.Current?.Adapt(options) ?? options);

    /// <summary>Starts everything and answers when it is healthy; throws <see cref="StartException"/> when something cannot be had.</summary>
    public Task StartAsync(CancellationToken cancellationToken = default) =>
        _unrun is null ? _host.StartAsync(cancellationToken) : throw new StartException(_unrun.Refusal ?? "The command line asks for help, not for a start.");

    public Task StopAsync(CancellationToken cancellationToken = default) => _host.StopAsync(cancellationToken);

    /// <summary>
    /// Runs until Ctrl-C, or publishes where the command line says so. What prevents it is written in a sentence, and the process's
    /// exit code becomes 1.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (_unrun is not null)
        {
            await AnswerAsync(_unrun);
            return;
        }

        if (_publish is not null)
        {
            await PublishAsync(_publish, cancellationToken);
            return;
        }

        if (AppHostRun.Current is { } run)
        {
            await run.TakeOverAsync(this, cancellationToken);
            return;
        }

        await using (this)
        {
            try
            {
                await StartAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception e)
            {
                await Console.Error.WriteLineAsync(StartException.Explain(e) ?? $"The application could not start, by a defect of StepFlow: {e}");
                Environment.ExitCode = 1;
                return;
            }

            await _host.WaitForShutdownAsync(cancellationToken);
        }
    }

    public void Run() => RunAsync().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        if (_host is IAsyncDisposable host)
        {
            await host.DisposeAsync();
        }
        else
        {
            _host.Dispose();
        }
    }

    private static async Task AnswerAsync(CommandLine line)
    {
        if (line.Refusal is { } refusal)
        {
            await Console.Error.WriteLineAsync(refusal);
            Environment.ExitCode = 1;
            return;
        }

        Console.WriteLine(line.HelpText);
    }

    private static async Task PublishAsync(PublishRun publish, CancellationToken cancellation)
    {
        try
        {
            Console.WriteLine(await publish.RunAsync(Console.WriteLine, cancellation));
        }
        catch (Exception e) when (StartException.Explain(e) is { } explanation)
        {
            await Console.Error.WriteLineAsync(explanation);
            Environment.ExitCode = 1;
        }
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();
}
