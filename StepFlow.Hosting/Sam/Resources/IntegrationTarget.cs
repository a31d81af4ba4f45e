namespace StepFlow.Hosting.Sam.Resources;

/// <summary>What answers a route.</summary>
internal abstract record IntegrationTarget
{
    private IntegrationTarget()
    {
    }

    public sealed record Function(LambdaFunctionResource Resource) : IntegrationTarget;

    /// <param name="Action">StartExecution or StartSyncExecution.</param>
    public sealed record StateMachine(StateMachineResource Resource, string Action) : IntegrationTarget;
}
