namespace StepFlow.Hosting.Embedded;

/// <summary>The ARNs of what the AppHost describes: those that the local services give, or those of what is deployed already.</summary>
/// <param name="region">The region.</param>
/// <param name="account">The account.</param>
/// <param name="deployed">ARNs of state machines that are named otherwise than in the AppHost.</param>
/// <param name="partition">What ARNs begin with after <c>arn:</c>; local services know <c>aws</c> alone.</param>
internal sealed class Arns(string region, string account, Func<string, string?>? deployed = null, string partition = "aws")
{
    public string Region => region;

    public string OfStateMachine(string name) => deployed?.Invoke(name) ?? $"arn:{partition}:states:{region}:{account}:stateMachine:{name}";

    public string Of(Resource resource) => resource switch
    {
        LambdaFunctionResource => $"arn:{partition}:lambda:{region}:{account}:function:{resource.Name}",
        StateMachineResource => OfStateMachine(resource.Name),
        _ => throw new ArgumentException($"{resource.GetType().Name} has no ARN here.", nameof(resource)),
    };
}
