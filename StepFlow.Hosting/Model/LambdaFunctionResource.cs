namespace StepFlow.Hosting;

/// <summary>A Lambda function that runs as a process of its own.</summary>
public sealed class LambdaFunctionResource(string name, FunctionSource source) : Resource(name)
{
    public LambdaFunctionResource(string name, IProjectMetadata project)
        : this(name, new FunctionSource.Project(project))
    {
    }

    public FunctionSource Source { get; } = source;

    /// <summary>The project, where the function comes from one.</summary>
    public IProjectMetadata? Project => (Source as FunctionSource.Project)?.Metadata;

    /// <summary>AWS's default is 3 seconds.</summary>
    public TimeSpan Timeout { get; internal set; } = TimeSpan.FromSeconds(3);

    public int MemoryMegabytes { get; internal set; } = 128;

    /// <summary>How many events one process works on at a time.</summary>
    public int EventsPerProcess { get; internal set; } = 1;

    public int Processes { get; internal set; } = 1;

    /// <summary>The profile whose credentials and region the function gets; without one they are dummies.</summary>
    public string? AwsProfile { get; internal set; }

    public string? AwsRegion { get; internal set; }

    /// <summary>The state machines the function may start; their ARNs are handed to it as <c>StateMachines__{name}</c>.</summary>
    public IReadOnlyList<StateMachineResource> StateMachines => StateMachineList;

    /// <summary>What a runtime is to call; null is the assembly or the function's name.</summary>
    internal string? Handler { get; init; }

    /// <summary>The runtime as AWS names it; null is ours.</summary>
    internal string? Runtime { get; init; }

    /// <summary>Qualifiers under which the function may be called.</summary>
    internal List<string> Aliases { get; } = [];

    internal List<StateMachineResource> StateMachineList { get; } = [];

    internal List<KeyValuePair<string, Func<string?>>> Environment { get; } = [];
}
