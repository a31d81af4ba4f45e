using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace StepFlow.Hosting.Embedded;

/// <summary>
/// An application that is built inside a test: its builder gets the test's settings; where an AppHost's own program builds it,
/// it is handed to the test instead of being run to the end.
/// </summary>
internal sealed class AppHostRun(StepFlowHostOptions options, string? assemblyName)
{
    private static readonly AsyncLocal<AppHostRun?> Ambient = new();

    private readonly TaskCompletionSource<DistributedApplication> _built = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static AppHostRun? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    public Task<DistributedApplication> Built => _built.Task;

    public Action<string> Output => options.Output ?? (static _ => { });

    public DistributedApplicationOptions Adapt(DistributedApplicationOptions asked) =>
        new() { Args = asked.Args, AssemblyName = assemblyName ?? asked.AssemblyName, ProjectDirectory = asked.ProjectDirectory };

    public void Configure(HostApplicationBuilder host) => host.Configuration.AddInMemoryCollection(options.Settings());

    public async Task TakeOverAsync(DistributedApplication application, CancellationToken cancellation)
    {
        _built.TrySetResult(application);
        await _ended.Task.WaitAsync(cancellation);
    }

    public void Fail(Exception exception) => _built.TrySetException(exception);

    public void End() => _ended.TrySetResult();
}
