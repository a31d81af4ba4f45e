using Microsoft.Extensions.DependencyInjection;
using StepFlow.Hosting.Embedded;
using StepFlow.StepFunctions.TimeSkipping;
using StepFlow.Hosting.Telemetry;
using StepFlow.Traces.Storing;

namespace StepFlow.Hosting;

/// <summary>
/// An application for a test: free ports, nothing on disk, clients ready to use. Dispose it at the end.
/// <code>await using var app = await StepFlowHost.StartAsync&lt;Projects.My_AppHost&gt;();</code>
/// </summary>
public sealed class StepFlowHost : IAsyncDisposable
{
    private readonly DistributedApplication _application;
    private readonly AppHostRun? _run;
    private readonly RunningApp _app;

    private StepFlowHost(DistributedApplication application, AppHostRun? run)
    {
        _application = application;
        _run = run;
        _app = application.Services.GetRequiredService<EmbeddedHost>().App;
        Gateways = _app.Gateways.ToDictionary(g => g.Api.Name, g => new Uri(RunningApp.BaseOf(g.Api, _app.AddressOf(g.Api)) + "/"), StringComparer.OrdinalIgnoreCase);
        Http = new() { BaseAddress = Gateways.Values.FirstOrDefault() };
    }

    /// <summary>A client for the first gateway; its base address ends with the stage: <c>await app.Http.PostAsync("trigger", …)</c>.</summary>
    public HttpClient Http { get; }

    /// <summary>Where each gateway's routes begin, by name.</summary>
    public IReadOnlyDictionary<string, Uri> Gateways { get; }

    /// <summary>For AWS SDK clients: <c>ServiceURL</c> of Step Functions.</summary>
    public Uri StepFunctionsEndpoint => _app.Addresses.StepFunctions;

    /// <summary>For AWS SDK clients: <c>ServiceURL</c> of Lambda.</summary>
    public Uri LambdaEndpoint => _app.Addresses.Lambda;

    /// <summary>The web console of this very application, for a look while a test stands still in a debugger.</summary>
    public Uri ConsoleAddress => _app.Addresses.Console;

    /// <summary>The traces of the application, functions included: ask it what a request led to. Null where StepFlow:Traces:Enabled is false.</summary>
    public TraceStore? Traces => Services.GetRequiredService<HostTelemetry>().Store;

    public IServiceProvider Services => _application.Services;

    /// <summary>What executions wait for, and single skips.</summary>
    public IExecutionTime ExecutionTime => _app.StepFunctions().GetRequiredService<IExecutionTime>();

    /// <summary>Starts what a test describes itself.</summary>
    /// <param name="describe">Adds functions, state machines and gateways.</param>
    /// <param name="options">What differs from the defaults.</param>
    /// <param name="cancellation">Gives up the start.</param>
    public static async Task<StepFlowHost> StartAsync(
        Action<IDistributedApplicationBuilder> describe, StepFlowHostOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new();
        AppHostRun.Current = new(options, assemblyName: null);
        try
        {
            var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { ProjectDirectory = options.Directory ?? AppContext.BaseDirectory });
            describe(builder);
            return await StartAsync(builder.Build(), run: null, cancellation);
        }
        finally
        {
            AppHostRun.Current = null;
        }
    }

    /// <summary>Starts an AppHost project as it is: its own program describes the application.</summary>
    /// <typeparam name="TAppHost">The class the build writes for the AppHost, <c>Projects.My_AppHost</c>, or any public class of its assembly.</typeparam>
    /// <param name="options">What differs from the defaults.</param>
    /// <param name="cancellation">Gives up the start.</param>
    public static async Task<StepFlowHost> StartAsync<TAppHost>(StepFlowHostOptions? options = null, CancellationToken cancellation = default)
    {
        var assembly = typeof(TAppHost).Assembly;
        var run = new AppHostRun(options ?? new(), assembly.GetName().Name);
        _ = RunProgram(assembly, run);
        return await StartAsync(await run.Built.WaitAsync(cancellation), run, cancellation);
    }

    /// <summary>The ARN of a state machine or function of the application.</summary>
    public string ArnOf(string resource) => _app.Arns.Of(
        (Resource?)_app.Model.StateMachines.FirstOrDefault(m => string.Equals(m.Name, resource, StringComparison.OrdinalIgnoreCase))
        ?? _app.Model.Functions.FirstOrDefault(f => string.Equals(f.Name, resource, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"The application has no state machine or function named '{resource}'.", nameof(resource)));

    /// <summary>
    /// Skips whatever an execution waits for in time, as it comes: Wait states, pauses before retries, also of nested executions and Map Runs.
    /// Calls of functions take their real time. Completed when the execution has ended, or when only a task token or an activity's worker
    /// can bring it on: then <see cref="SkipOutcome.WhyNot"/> says so.
    /// <code>await app.SkipWaitsAsync(executionArn);</code>
    /// </summary>
    public Task<SkipOutcome> SkipWaitsAsync(string executionArn, CancellationToken cancellation = default) =>
        ExecutionTime.SkipWaitsAsync(executionArn, cancellation);

    /// <summary>
    /// Lets this much time pass for all running executions at once: timers fire in order, timeouts and heartbeats too, and what they set going
    /// is waited for in real time.
    /// </summary>
    public Task<SkipOutcome> SkipTimeAsync(TimeSpan by, CancellationToken cancellation = default) => ExecutionTime.SkipAllAsync(by, cancellation);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _application.StopAsync();
        await _application.DisposeAsync();
        _run?.End();
    }

    private static async Task<StepFlowHost> StartAsync(DistributedApplication application, AppHostRun? run, CancellationToken cancellation)
    {
        try
        {
            await application.StartAsync(cancellation);
            return new(application, run);
        }
        catch
        {
            await application.DisposeAsync();
            run?.End();
            throw;
        }
    }

    // A thread of its own, because a program may block in Run().
    private static Task RunProgram(System.Reflection.Assembly assembly, AppHostRun run)
    {
        var entry = assembly.EntryPoint ?? throw new InvalidOperationException($"{assembly.GetName().Name} is no program: it has no entry point.");
        return Task.Factory.StartNew(
            () =>
            {
                AppHostRun.Current = run;
                try
                {
                    entry.Invoke(null, entry.GetParameters().Length is 0 ? null : [Array.Empty<string>()]);
                    run.Fail(new InvalidOperationException($"The program of {assembly.GetName().Name} ended without running an application."));
                }
                catch (System.Reflection.TargetInvocationException e)
                {
                    run.Fail(e.InnerException ?? e);
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }
}

/// <summary>How an application runs in a test.</summary>
public sealed class StepFlowHostOptions
{
    /// <summary>The folder that definition paths start from; the test's output folder by default. Not for AppHost projects, which know theirs.</summary>
    public string? Directory { get; init; }

    /// <summary>Where executions are kept; null keeps nothing.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Further settings, as in appsettings.json: <c>["StepFlow:Region"] = "eu-west-1"</c>.</summary>
    public IReadOnlyDictionary<string, string> Configuration { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets every line that the host and the functions write; without it they are not shown.</summary>
    public Action<string>? Output { get; init; }

    internal IEnumerable<KeyValuePair<string, string?>> Settings()
    {
        yield return new("StepFlow:FreePorts", "true");
        yield return DataDirectory is null ? new("StepFlow:Ephemeral", "true") : new("StepFlow:Data", Path.GetFullPath(DataDirectory));
        foreach (var (name, value) in Configuration)
        {
            yield return new(name, value);
        }
    }
}
