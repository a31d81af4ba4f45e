using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using StepFlow.Lambda.Invoking;
using StepFlow.Lambda.Processes;
using StepFlow.Lambda.RuntimeApi;

namespace StepFlow.Lambda;

/// <summary>Keeps one process of a function running: starts it, sees how it ends, starts it again.</summary>
internal sealed class EnvironmentSlot(LambdaFunction function, int instance, ProcessHost host) : IAsyncDisposable
{
    private static readonly TimeSpan InterruptGrace = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private volatile ExecutionEnvironment? _current;
    private Task _run = Task.CompletedTask;

    public ExecutionEnvironment? Current => _current;

    public int? ProcessId { get; private set; }

    /// <summary>True from an end without success until a process asks for an event.</summary>
    public bool IsFailing { get; private set; }

    public void Start() => _run = Task.Run(async () =>
    {
        try
        {
            await RunAsync();
        }
        catch (Exception e)
        {
            IsFailing = true;
            function.Report(e.Message);
            host.Loggers.CreateLogger<LambdaService>().SupervisionBroke(e, function.Configuration.Name);
        }
    });

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _run;
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        await using var listener = await RuntimeApiListener.StartAsync(http => RuntimeApiRequest.HandleAsync(http, _current!), host.Loggers);
        for (var fruitless = 0; !_stopping.IsCancellationRequested;)
        {
            var environment = new ExecutionEnvironment(
                function, instance, function.Configuration.EventsPerProcess, host.Time, host.Options.IsDebugging);
            _current = environment;
            _ = ClearFailureAsync(environment);
            var wanted = await RunProcessAsync(environment, listener.Address);
            ProcessId = null;
            fruitless = wanted || environment.WasUseful ? 0 : fruitless + 1;
            await PauseAsync(environment, fruitless);
        }
    }

    private async Task ClearFailureAsync(ExecutionEnvironment environment)
    {
        await environment.Ready;
        IsFailing = false;
    }

    /// <summary>One life of the process. True when it ended because somebody here wanted it to.</summary>
    private async Task<bool> RunProcessAsync(ExecutionEnvironment environment, string runtimeApi)
    {
        FunctionProcess process;
        try
        {
            process = await FunctionProcess.StartAsync(
                StartInfo(runtimeApi), (source, text) => host.Write(environment, source, text), host.Time);
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or IOException)
        {
            Fail(environment, e.Message, requestId => FunctionOutcome.CannotStart(requestId, e.Message));
            return false;
        }

        using (process)
        {
            ProcessId = process.Id;
            host.Write(environment, FunctionLineSource.Service, $"process {process.Id} started");
            using var waits = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
            var initLimit = Task.Delay(host.Options.InitTimeout, host.Time, waits.Token);
            await Task.WhenAny(process.Exited, environment.Worn, environment.Ready, initLimit);
            if (environment.Ready.IsCompleted)
            {
                await Task.WhenAny(process.Exited, environment.Worn, Task.Delay(Timeout.InfiniteTimeSpan, host.Time, waits.Token));
            }

            await waits.CancelAsync();
            return await EndAsync(environment, process);
        }
    }

    private async Task<bool> EndAsync(ExecutionEnvironment environment, FunctionProcess process)
    {
        if (_stopping.IsCancellationRequested)
        {
            await process.StopAsync(host.Options.StopTimeout);
            environment.End(requestId => FunctionOutcome.Exited(requestId, reason: null));
            return true;
        }

        if (process.Exited.IsCompleted)
        {
            var reason = ExitReason.Of(await process.Exited);
            if (reason == ExitReason.Interrupt && await IsStoppingSoonAsync())
            {
                environment.End(requestId => FunctionOutcome.Exited(requestId, reason));
                return true;
            }

            environment.End(requestId => FunctionOutcome.Exited(requestId, reason));
            FailOrTell(environment, $"process {process.Id} ended: {reason ?? "exit status 0"}", requestId => FunctionOutcome.Exited(requestId, reason));
            return false;
        }

        var worn = environment.Worn.IsCompleted ? await environment.Worn : null;
        process.Kill();
        await process.Exited;
        environment.End(requestId => FunctionOutcome.Exited(requestId, "signal: killed"));
        FailOrTell(
            environment,
            worn is null
                ? $"process {process.Id} asked for no event within {host.Options.InitTimeout.TotalSeconds:0.##} seconds and was killed"
                : $"process {process.Id} killed: {worn}",
            requestId => FunctionOutcome.TimedOut(requestId, host.Options.InitTimeout));
        return worn is not null;
    }

    /// <summary>Ctrl-C in a terminal reaches the functions too, and may end one before this service is told to stop.</summary>
    private async Task<bool> IsStoppingSoonAsync()
    {
        try
        {
            await Task.Delay(InterruptGrace, host.Time, _stopping.Token);
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    private void FailOrTell(ExecutionEnvironment environment, string what, Func<string, FunctionOutcome> outcome)
    {
        if (environment.Ready.IsCompleted)
        {
            host.Write(environment, FunctionLineSource.Service, what);
        }
        else
        {
            Fail(environment, what, environment.InitError is { } posted ? _ => posted : outcome);
        }
    }

    private void Fail(ExecutionEnvironment environment, string what, Func<string, FunctionOutcome> outcome)
    {
        IsFailing = true;
        function.Report(environment.InitError is { Description: var posted } ? $"{posted} ({what})" : what);
        host.Write(environment, FunctionLineSource.Service, what);
        function.InitFailed(environment, outcome);
    }

    /// <summary>
    /// A function whose init fails is started again when an event needs it, as on AWS, or when somebody asks for a restart; one that only
    /// ends for nothing also by itself, ever more slowly. Where other processes take the events, there is no haste.
    /// </summary>
    private async Task PauseAsync(ExecutionEnvironment environment, int fruitless)
    {
        if (fruitless == 0 || _stopping.IsCancellationRequested)
        {
            return;
        }

        var options = host.Options;
        var delay = TimeSpan.FromTicks((long)Math.Min(options.LongestRestartDelay.Ticks, options.RestartDelay.Ticks * Math.Pow(2, fruitless - 1)));
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var isNeeded = function.DependsOn(environment);
        var timer = Task.Delay(isNeeded && !environment.Ready.IsCompleted ? Timeout.InfiniteTimeSpan : delay, host.Time, pause.Token);
        var events = isNeeded ? function.Queue.WaitForEventAsync(pause.Token).AsTask() : timer;
        await Task.WhenAny(timer, events, environment.Worn);
        await pause.CancelAsync();
    }

    private ProcessStartInfo StartInfo(string runtimeApi)
    {
        var command = function.Configuration.Command!;
        var program = SearchPath.Find(command.FileName, command.WorkingDirectory)
            ?? throw new IOException($"Couldn't find valid bootstrap(s): [{command.FileName}]");
        var start = new ProcessStartInfo(program) { WorkingDirectory = command.WorkingDirectory ?? "" };
        foreach (var argument in command.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var logStream = $"{host.Time.GetUtcNow():yyyy/MM/dd}/[{FunctionName.Latest}]{host.NewId():N}";
        FunctionVariables.Apply(start.Environment, function.Configuration, host.Options, runtimeApi, logStream);
        return start;
    }
}
