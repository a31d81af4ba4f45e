using StepFlow.ServiceDefaults;
using StepFlow.Trigger;
using StepFlow.Trigger.Handlers;

using var telemetry = FunctionTelemetry.Start();
using var stepFunctions = new AmazonStepFunctionsClient();
var machines = StateMachines.FromEnvironment();

var api = new Api
{
    ["POST", "/trigger"] = new StartHandler(stepFunctions, machines).HandleAsync,
    ["POST", "/trigger/sync"] = new StartSyncHandler(stepFunctions, machines).HandleAsync,
    ["GET", "/executions/{name}"] = new ExecutionHandler(stepFunctions, machines).HandleAsync,
    ["POST", "/states/{name}"] = new StateHandler(stepFunctions, machines, TimeProvider.System).HandleAsync,
};

using var bootstrap = LambdaBootstrapBuilder
    .Create<APIGatewayProxyRequest, APIGatewayProxyResponse>(api.HandleAsync, new SourceGeneratorLambdaJsonSerializer<TriggerJson>())
    .UseBeforeFreeze(() => telemetry.Flush(TimeSpan.FromSeconds(1)))
    .Build();
await bootstrap.RunAsync();
