using StepFlow.Lambda;

namespace StepFlow.Hosting.Described;

/// <summary>Turns a description into the resources it describes.</summary>
public static class AppDescriptionExtensions
{
    /// <summary>Adds everything the description names; a name that stands for nothing is a <see cref="StartException"/>.</summary>
    public static void Add(this IDistributedApplicationBuilder builder, AppDescription app)
    {
        var functions = app.Functions.ToDictionary(f => f.Name, f => AddFunction(builder, f), StringComparer.OrdinalIgnoreCase);
        var machines = app.StateMachines.ToDictionary(
            m => m.Name, m => builder.AddStateMachine(m.Name, Path.Combine(app.Directory ?? "", m.Definition), m.Type), StringComparer.OrdinalIgnoreCase);
        foreach (var function in app.Functions)
        {
            foreach (var machine in function.StateMachines)
            {
                functions[function.Name].WithReference(Find(machines, machine, $"function '{function.Name}'", "state machine"));
            }
        }

        foreach (var machine in app.StateMachines)
        {
            var added = machines[machine.Name];
            var user = $"state machine '{machine.Name}'";
            foreach (var function in machine.Functions)
            {
                added.WithReference(Find(functions, function, user, "function"));
            }

            foreach (var other in machine.StateMachines)
            {
                added.WithReference(Find(machines, other, user, "state machine"));
            }

            foreach (var (name, value) in machine.Substitutions)
            {
                added.WithSubstitution(name, value);
            }
        }

        foreach (var gateway in app.Gateways)
        {
            AddGateway(builder, gateway, functions);
        }
    }

    private static IResourceBuilder<LambdaFunctionResource> AddFunction(IDistributedApplicationBuilder builder, DescribedFunction function)
    {
        FunctionSource source = function.Command is { Count: > 0 } command
            ? new FunctionSource.Program(new FunctionCommand(command[0], [.. command.Skip(1)]) { WorkingDirectory = function.WorkingDirectory })
            : FunctionSource.Elsewhere.Instance;
        var added = builder.AddLambdaFunction(function.Name, source)
            .WithTimeout(TimeSpan.FromSeconds(function.TimeoutSeconds))
            .WithMemory(function.MemoryMegabytes)
            .WithConcurrency(function.EventsPerProcess, function.Processes);
        foreach (var (name, value) in function.Environment)
        {
            added.WithEnvironment(name, value);
        }

        return added;
    }

    private static void AddGateway(
        IDistributedApplicationBuilder builder, DescribedGateway gateway, Dictionary<string, IResourceBuilder<LambdaFunctionResource>> functions)
    {
        var added = builder.AddApiGateway(gateway.Name, gateway.Kind).WithBinaryMediaTypes([.. gateway.BinaryMediaTypes]);
        if (gateway.Stage is { } stage)
        {
            added.WithStage(stage);
        }

        foreach (var (name, value) in gateway.StageVariables)
        {
            added.WithStageVariable(name, value);
        }

        foreach (var route in gateway.Routes)
        {
            added.WithRoute(route.Route, Find(functions, route.Function, $"route '{route.Route}' of gateway '{gateway.Name}'", "function"), route.Example);
        }
    }

    private static T Find<T>(Dictionary<string, T> known, string name, string user, string kind) => known.TryGetValue(name, out var found)
        ? found
        : throw new StartException($"The application's description: {user} names the {kind} '{name}', which is not there. There are: {Listed(known.Keys)}.");

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal)) is { Length: > 0 } list ? list : "none";
}
