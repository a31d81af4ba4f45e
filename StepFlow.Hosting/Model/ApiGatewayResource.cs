using StepFlow.Gateway;
using StepFlow.Gateway.Cors;
using StepFlow.Gateway.Routes;

namespace StepFlow.Hosting;

/// <summary>An API whose routes are answered by functions.</summary>
public sealed class ApiGatewayResource(string name, ApiKind kind) : Resource(name)
{
    public ApiKind Kind { get; } = kind;

    /// <summary>The stage; null is the kind's own: <c>prod</c> for REST, <c>$default</c> for HTTP APIs.</summary>
    public string? Stage { get; internal set; }

    public IReadOnlyList<GatewayRoute> Routes => RouteList;

    internal List<GatewayRoute> RouteList { get; } = [];

    /// <summary>Routes that no function answers: API Gateway starts an execution itself.</summary>
    internal List<StateMachineRoute> StateMachineRouteList { get; } = [];

    /// <summary>Routes that API Gateway answers by itself.</summary>
    internal List<MockRoute> MockRouteList { get; } = [];

    /// <summary>HTTP APIs only.</summary>
    internal CorsConfiguration? Cors { get; set; }

    internal Dictionary<string, string> StageVariables { get; } = new(StringComparer.Ordinal);

    internal List<string> BinaryMediaTypes { get; } = [];
}

/// <summary>A route that starts executions, with the request's body as their input.</summary>
/// <param name="Action">StartExecution or StartSyncExecution.</param>
internal sealed record StateMachineRoute(string Route, StateMachineResource StateMachine, string Action);

/// <summary>A route with a MOCK integration: always the same response.</summary>
internal sealed record MockRoute(string Route, GatewayResponse Response);

/// <summary>One route of a gateway.</summary>
/// <param name="Route">Method and path, such as <c>POST /trigger</c>.</param>
/// <param name="Function">The function that answers.</param>
/// <param name="Example">A body to try it with.</param>
public sealed record GatewayRoute(string Route, LambdaFunctionResource Function, string? Example)
{
    /// <summary>HTTP APIs only; a template can choose it, an AppHost has AWS's default.</summary>
    internal PayloadFormat PayloadFormat { get; init; } = PayloadFormat.Version2;
}
