using StepFlow.Gateway;
using StepFlow.Gateway.Routes;
using StepFlow.Hosting.Sam.Evaluating;
using StepFlow.Hosting.Sam.Templates;

namespace StepFlow.Hosting.Sam.Resources;

/// <summary>An API while its routes are being collected from all over a template.</summary>
internal sealed class ApiDraft(string id, ApiKind kind, Evaluation evaluation, SamNotes notes)
{
    private readonly Dictionary<string, Route> _routes = new(StringComparer.Ordinal);
    private readonly List<MockRoute> _mocks = [];

    public ApiGatewayResource Gateway { get; } = new(id, kind);

    /// <summary>REST APIs only.</summary>
    public RestCors? Cors { get; set; }

    public bool HasRoutes => Gateway.RouteList.Count > 0 || Gateway.StateMachineRouteList.Count > 0 || _mocks.Count > 0;

    /// <param name="route">Method and path.</param>
    /// <param name="target">What answers.</param>
    /// <param name="resource">Whose route it is.</param>
    /// <param name="at">Where it is written.</param>
    public void Add(string route, IntegrationTarget target, TemplateResource resource, TemplateNode at)
    {
        Route parsed;
        try
        {
            parsed = Route.Parse(route, "target");
        }
        catch (FormatException e)
        {
            throw evaluation.Problem(at, e.Message);
        }

        // SAM puts the routes of events into a definition that may have them already.
        if (!_routes.TryAdd(parsed.Key, parsed))
        {
            return;
        }

        switch (target)
        {
            case IntegrationTarget.Function { Resource: var function, Format: var format }:
                if (format is null && Gateway.Kind is ApiKind.Http)
                {
                    notes.Add($"{resource.Id}: the integration of {route} has no PayloadFormatVersion, which AWS requires; here the function gets format 2.0.");
                }

                Gateway.RouteList.Add(new(route, function, Example: null) { PayloadFormat = format ?? PayloadFormat.Version2 });
                break;
            case IntegrationTarget.StateMachine { Resource: var machine, Action: var action }:
                Gateway.StateMachineRouteList.Add(new(route, machine, action));
                break;
            case IntegrationTarget.Mock { Response: var response }:
                _mocks.Add(new(route, response));
                break;
            case IntegrationTarget.Unserved { Reason: var reason }:
                notes.Add($"{resource.Id}: the route {route} is not served here: {reason}");
                break;
        }
    }

    /// <summary>The API with what depends on all its routes.</summary>
    public ApiGatewayResource Complete()
    {
        Gateway.MockRouteList.Clear();
        Gateway.MockRouteList.AddRange([.. _mocks, .. Cors?.Preflights(_routes.Values) ?? []]);
        return Gateway;
    }
}
