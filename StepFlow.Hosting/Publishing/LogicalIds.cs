using StepFlow.Hosting.Definitions;

namespace StepFlow.Hosting.Publishing;

/// <summary>The names of the model's resources in a template: <c>flow-express</c>, a state machine, is <c>FlowExpressStateMachine</c>.</summary>
internal sealed class LogicalIds
{
    private readonly Dictionary<IResource, string> _ids = [];

    public LogicalIds(AppModel model)
    {
        foreach (var resource in model.Resources)
        {
            var id = Substitutions.NameOf(resource.Name) + SuffixOf(resource);
            if (_ids.FirstOrDefault(other => other.Value == id).Key is { } other)
            {
                throw new StartException(
                    $"'{other.Name}' and '{resource.Name}' would both be called {id} in the template, which allows letters and digits only. Rename one of them in the AppHost.");
            }

            _ids.Add(resource, id);
        }
    }

    public string Of(IResource resource) => _ids[resource];

    private static string SuffixOf(IResource resource) => resource switch
    {
        LambdaFunctionResource => "Function",
        StateMachineResource => "StateMachine",
        ApiGatewayResource => "Api",
        _ => throw new StartException(
            $"'{resource.Name}' is a {resource.GetType().Name}, which publish does not know: it writes functions, state machines and gateways. Remove it, or add it on AWS by hand."),
    };
}
