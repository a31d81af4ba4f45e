namespace StepFlow.Hosting.Embedded;

/// <summary>The ARNs of what the AppHost describes: those that the local services give, or those of what is deployed already.</summary>
/// <param name="region">The region.</param>
/// <param name="account">The account.</param>
/// <param name="deployed">ARNs of state machines that are named otherwise than in the AppHost.</param>
internal sealed class Arns(string region, string account, Func<string, string?>? deployed = null)
{
    public string OfStateMachine(string name) => deployed?.Invoke(name) ?? $"arn:aws:states:{region}:{account}:stateMachine:{name}";

    public string Of(Resource resource) => resource switch
    {
        LambdaFunctionResource => $"arn:aws:lambda:{region}:{account}:function:{resource.Name}",
        StateMachineResource => OfStateMachine(resource.Name),
        _ => throw new ArgumentException($"{resource.GetType().Name} has no ARN here.", nameof(resource)),
    };
}
