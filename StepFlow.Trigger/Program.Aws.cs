using StepFlow.ServiceDefaults;
using StepFlow.Trigger;
using StepFlow.Trigger.Handlers;

// The same function on Amazon's packages: Program.cs is its counterpart on StepFlow.Functions.
using var telemetry = FunctionTelemetry.Start();

// AWS wants a host "sync-…" for StartSyncExecution, an endpoint of our own has none. Other SDKs read this variable themselves.
using var stepFunctions = new AmazonStepFunctionsClient(new AmazonStepFunctionsConfig
{
    DisableHostPrefixInjection = Environment.GetEnvironmentVariable("AWS_DISABLE_HOST_PREFIX_INJECTION") is "true",
});
var machines = StateMachines.FromEnvironment();

var api = new Api
{
    ["POST", "/trigger"] = new StartHandler(stepFunctions, machines).HandleAsync,
    ["POST", "/trigger/sync"] = new StartSyncHandler(stepFunctions, machines).HandleAsync,
    ["GET", "/executions/{name}"] = new ExecutionHandler(stepFunctions, machines).HandleAsync,
    ["POST", "/states/{name}"] = new StateHandler(stepFunctions, machines, TimeProvider.System).HandleAsync,
};

using var bootstrap = LambdaBootstrapBuilder
    .Create<APIGatewayProxyRequest, APIGatewayProxyResponse>(HandleAsync, new SourceGeneratorLambdaJsonSerializer<TriggerJson>())
    .Build();
await bootstrap.RunAsync();

async Task<APIGatewayProxyResponse> HandleAsync(APIGatewayProxyRequest request, ILambdaContext context)
{
    try
    {
        return await FunctionSpan.RunAsync(context.FunctionName, LambdaTraceProvider.CurrentTraceId, () => api.HandleAsync(request, context));
    }
    finally
    {
        telemetry.Flush(TimeSpan.FromSeconds(1)); // AWS may freeze the process now
    }
}
