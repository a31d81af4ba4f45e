var builder = DistributedApplication.CreateBuilder(args);

// Runs behind Task states. Several events at a time, because a Map or Parallel state sends them so.
var worker = builder.AddLambdaFunction<Projects.StepFlow_Worker>("worker")
    .WithTimeout(TimeSpan.FromSeconds(30))
    .WithMemory(256)
    .WithConcurrency(100);

// Runs behind the gateway and starts executions; it waits for those it runs to the end.
var trigger = builder.AddLambdaFunction<Projects.StepFlow_Trigger>("trigger")
    .WithTimeout(TimeSpan.FromSeconds(29))
    .WithMemory(256)
    .WithConcurrency(100);

// One definition, twice: durable with a history, and fast in memory.
trigger.WithReference(builder.AddStateMachine("flow", "StateMachines/flow.asl.json", StateMachineType.Standard).WithReference(worker));
trigger.WithReference(builder.AddStateMachine("flow-express", "StateMachines/flow.asl.json", StateMachineType.Express).WithReference(worker));

// One small state machine for each of the eight states, and for what goes wrong and what takes long.
foreach (var name in (string[])["pass", "task", "choice", "parallel", "map", "wait", "succeed", "fail", "retry-catch", "callback"])
{
    trigger.WithReference(builder.AddStateMachine(name, $"StateMachines/{name}.asl.json", StateMachineType.Standard).WithReference(worker));
}

builder.AddApiGateway("gateway")
    .WithRoute("POST /trigger", trigger, example: """{"input_value": 10}""")
    .WithRoute("POST /trigger/sync", trigger, example: """{"input_value": 10}""")
    .WithRoute("GET /executions/{name}", trigger)
    .WithRoute("POST /states/{name}", trigger);

await builder.Build().RunAsync();
