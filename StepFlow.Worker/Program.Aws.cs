using StepFlow.ServiceDefaults;
using StepFlow.Worker;

// The same function on Amazon's packages: Program.cs is its counterpart on StepFlow.Functions.
using var telemetry = FunctionTelemetry.Start();
var handler = new WorkHandler(TimeProvider.System);
using var bootstrap = LambdaBootstrapBuilder
    .Create<WorkRequest, WorkResponse>(HandleAsync, new SourceGeneratorLambdaJsonSerializer<WorkerJson>())
    .Build();
await bootstrap.RunAsync();

async Task<WorkResponse> HandleAsync(WorkRequest request, ILambdaContext context)
{
    try
    {
        return await FunctionSpan.RunAsync(context.FunctionName, LambdaTraceProvider.CurrentTraceId, () => handler.HandleAsync(request, context));
    }
    finally
    {
        telemetry.Flush(TimeSpan.FromSeconds(1)); // AWS may freeze the process now
    }
}
