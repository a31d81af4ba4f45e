namespace StepFlow.Hosting.Embedded;

/// <summary>The ARNs that the local services give to what the AppHost describes.</summary>
internal sealed class Arns(string region, string account)
{
    public string Of(Resource resource) => resource switch
    {
        LambdaFunctionResource => $"arn:aws:lambda:{region}:{account}:function:{resource.Name}",
        StateMachineResource => $"arn:aws:states:{region}:{account}:stateMachine:{resource.Name}",
        _ => throw new ArgumentException($"{resource.GetType().Name} has no ARN here.", nameof(resource)),
    };
}
