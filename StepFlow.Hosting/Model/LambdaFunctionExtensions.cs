namespace StepFlow.Hosting;

/// <summary>Adds and configures Lambda functions.</summary>
public static class LambdaFunctionExtensions
{
    /// <summary>Adds a function from a project that the AppHost references.</summary>
    public static IResourceBuilder<LambdaFunctionResource> AddLambdaFunction<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() => builder.AddResource(new LambdaFunctionResource(ResourceName.Checked(name), new TProject()));

    /// <summary>Adds a function whose process comes from elsewhere than a project: any program that speaks the Runtime API, or nobody here.</summary>
    public static IResourceBuilder<LambdaFunctionResource> AddLambdaFunction(
        this IDistributedApplicationBuilder builder, string name, FunctionSource source) => builder.AddResource(new LambdaFunctionResource(ResourceName.Checked(name), source));

    /// <summary>How long one event may take, at most 15 minutes. Not counted while a debugger is attached to the host.</summary>
    public static IResourceBuilder<LambdaFunctionResource> WithTimeout(this IResourceBuilder<LambdaFunctionResource> function, TimeSpan timeout)
    {
        function.Resource.Timeout = timeout;
        return function;
    }

    /// <summary>What the function is told of its memory, between 128 and 10,240 MB.</summary>
    public static IResourceBuilder<LambdaFunctionResource> WithMemory(this IResourceBuilder<LambdaFunctionResource> function, int megabytes)
    {
        function.Resource.MemoryMegabytes = megabytes;
        return function;
    }

    /// <summary>How many events the function takes at the same time: in one process, and in how many processes.</summary>
    public static IResourceBuilder<LambdaFunctionResource> WithConcurrency(
        this IResourceBuilder<LambdaFunctionResource> function, int events, int processes = 1)
    {
        function.Resource.EventsPerProcess = events;
        function.Resource.Processes = processes;
        return function;
    }

    public static IResourceBuilder<LambdaFunctionResource> WithEnvironment(
        this IResourceBuilder<LambdaFunctionResource> function, string name, string? value) => function.WithEnvironment(name, () => value!);

    public static IResourceBuilder<LambdaFunctionResource> WithEnvironment(
        this IResourceBuilder<LambdaFunctionResource> function, string name, Func<string> value)
    {
        function.Resource.Environment.Add(KeyValuePair.Create(name, (Func<string?>)value));
        return function;
    }

    /// <summary>Gives the function real credentials for the AWS services it calls, instead of dummies.</summary>
    public static IResourceBuilder<LambdaFunctionResource> WithAwsProfile(
        this IResourceBuilder<LambdaFunctionResource> function, string profile, string? region = null)
    {
        function.Resource.AwsProfile = profile;
        function.Resource.AwsRegion = region;
        return function;
    }

    /// <summary>Tells the function the ARN of a state machine, as <c>StateMachines__{name}</c>.</summary>
    public static IResourceBuilder<LambdaFunctionResource> WithReference(
        this IResourceBuilder<LambdaFunctionResource> function, IResourceBuilder<StateMachineResource> stateMachine)
    {
        function.Resource.StateMachineList.Add(stateMachine.Resource);
        return function;
    }
}
