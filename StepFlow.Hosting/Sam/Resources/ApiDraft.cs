using StepFlow.Gateway;
using StepFlow.Gateway.Routes;
using StepFlow.Hosting.Sam.Templates;

namespace StepFlow.Hosting.Sam.Resources;

/// <summary>An API while its routes are being collected from all over a template.</summary>
internal sealed class ApiDraft(string id, ApiKind kind)
{
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    public ApiGatewayResource Gateway { get; } = new(id, kind);

    public bool HasRoutes => Gateway.RouteList.Count > 0 || Gateway.StateMachineRouteList.Count > 0;

    public void Add(string route, IntegrationTarget target, Func<string, TemplateException> problem)
    {
        Route parsed;
        try
        {
            parsed = Route.Parse(route, "target");
        }
        catch (FormatException e)
        {
            throw problem(e.Message);
        }

        // SAM puts the routes of events into a definition that may have them already.
        if (!_keys.Add(parsed.Key))
        {
            return;
        }

        switch (target)
        {
            case IntegrationTarget.Function { Resource: var function }:
                Gateway.RouteList.Add(new(route, function, Example: null));
                break;
            case IntegrationTarget.StateMachine { Resource: var machine, Action: var action }:
                Gateway.StateMachineRouteList.Add(new(route, machine, action));
                break;
        }
    }
}
