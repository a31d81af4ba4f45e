using StepFlow.Gateway;
using StepFlow.Gateway.Routes;

namespace StepFlow.Hosting.Sam.Resources;

/// <summary>What answers a route.</summary>
internal abstract record IntegrationTarget
{
    private IntegrationTarget()
    {
    }

    /// <param name="Format">HTTP APIs only; null where the template does not say.</param>
    public sealed record Function(LambdaFunctionResource Resource, PayloadFormat? Format) : IntegrationTarget;

    /// <param name="Action">StartExecution or StartSyncExecution.</param>
    public sealed record StateMachine(StateMachineResource Resource, string Action) : IntegrationTarget;

    /// <summary>API Gateway itself, always with the same response.</summary>
    public sealed record Mock(GatewayResponse Response) : IntegrationTarget;

    /// <param name="Reason">Why nothing here can answer, and what to do about it: a sentence without its beginning.</param>
    public sealed record Unserved(string Reason) : IntegrationTarget;
}
