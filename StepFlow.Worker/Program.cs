using StepFlow.ServiceDefaults;
using StepFlow.Worker;

using var telemetry = FunctionTelemetry.Start();
using var bootstrap = LambdaBootstrapBuilder
    .Create<WorkRequest, WorkResponse>(new WorkHandler(TimeProvider.System).HandleAsync, new SourceGeneratorLambdaJsonSerializer<WorkerJson>())
    .UseBeforeFreeze(() => telemetry.Flush(TimeSpan.FromSeconds(1)))
    .Build();
await bootstrap.RunAsync();
