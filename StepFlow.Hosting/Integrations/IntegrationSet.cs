using StepFlow.StepFunctions.ItemReading;
using StepFlow.StepFunctions.Tasks;
using StepFlow.StepFunctions.Tasks.Models;

namespace StepFlow.Hosting.Integrations;

/// <summary>Everything the engine calls outside itself, put together from the options.</summary>
public sealed class IntegrationSet : IDisposable
{
    private readonly List<IDisposable> _owned = [];

    /// <param name="options">The user's decisions.</param>
    /// <param name="functions">Functions in this process; used unless a Lambda endpoint is configured.</param>
    /// <param name="time">Clock for signatures and limits.</param>
    /// <param name="newId">Source of request ids.</param>
    public IntegrationSet(IntegrationOptions options, IFunctionInvoker? functions, TimeProvider time, Func<Guid> newId)
    {
        var credentials = AwsCredentials.FromEnvironment(options.Variable);
        var signer = new AwsRequestSigner(credentials, time);
        var endpoints = new ServiceEndpoints(options.Endpoints, options.Variable, () => options.Own());
        var folder = new FolderObjectStore(options.BucketsFolder);
        Models = options.ReadModels();
        Functions = FunctionsOf(options, functions, signer);
        Objects = Models.TryGet("s3", out var s3) && endpoints.Find(s3, out _) is { } s3Endpoint
            ? Owned(new AwsS3ObjectStore(s3Endpoint, options.Region, credentials))
            : folder;
        var http = Owned(new HttpTask(options.ReadConnections(), () => options.Endpoints.GetValueOrDefault("apigateway"), time));
        Services = Owned(new ServiceCaller(Models, endpoints, signer, http, new LocalBuckets(folder, newId), newId));
        Tasks = new TaskIntegrations(Functions, Services);
    }

    public ITaskIntegrations Tasks { get; }

    public IObjectStore Objects { get; }

    public IFunctionInvoker Functions { get; }

    public IServiceCaller Services { get; }

    public ServiceModels Models { get; }

    public void Dispose() => _owned.ForEach(o => o.Dispose());

    private IFunctionInvoker FunctionsOf(IntegrationOptions options, IFunctionInvoker? functions, AwsRequestSigner signer)
    {
        if (options.Endpoints.TryGetValue("lambda", out var endpoint))
        {
            return Owned(new HttpFunctionInvoker(endpoint, signer));
        }

        return functions
            ?? (Uri.TryCreate(options.Variable("AWS_ENDPOINT_URL_LAMBDA") ?? options.Variable("AWS_ENDPOINT_URL"), UriKind.Absolute, out endpoint)
                ? Owned(new HttpFunctionInvoker(endpoint, signer))
                : new NoFunctions());
    }

    private T Owned<T>(T part)
        where T : IDisposable
    {
        _owned.Add(part);
        return part;
    }

    private sealed class NoFunctions : IFunctionInvoker
    {
        public Task<FunctionResult> InvokeAsync(FunctionCall call, CancellationToken cancellation) => throw new FunctionUnreachableException(
            $"There is no Lambda service to invoke '{call.FunctionName}': start with --lambda-endpoint URL, or add the function to the AppHost.");
    }
}
