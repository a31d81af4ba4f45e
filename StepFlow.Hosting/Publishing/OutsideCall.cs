namespace StepFlow.Hosting.Publishing;

/// <summary>A call of something that the AppHost does not describe.</summary>
/// <param name="What">What is called, for a sentence.</param>
/// <param name="Permission">What its role has to be allowed; null where AWS's documentation of the service says it.</param>
internal sealed record OutsideCall(string What, string? Permission)
{
    /// <summary>Null where the call is one of the model's own, whose permission the template has.</summary>
    public static OutsideCall? Of(DefinitionCall call, Func<string?, bool> isFunction, Func<string?, bool> isStateMachine) => call switch
    {
        { IsActivity: true } => null,
        { InvokesFunction: true } => Target(call, "FunctionName", "a function", "lambda:InvokeFunction", isFunction),
        { StartsExecution: true } => Target(call, "StateMachineArn", "a state machine", "states:StartExecution", isStateMachine),
        { StartsSynchronously: true } => Target(call, "StateMachineArn", "a state machine", "states:StartSyncExecution", isStateMachine),

        // Permissions: https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html
        { IsReader: true, Name: "s3:listObjectsV2" } => InBucket(call, "s3:ListBucket on the bucket"),
        { IsReader: true } => InBucket(call, "s3:GetObject on its objects"),
        { IsWriter: true } => InBucket(call, "s3:PutObject, s3:GetObject, s3:ListMultipartUploadParts and s3:AbortMultipartUpload on its objects"),
        _ when call.Name != call.Resource => new(call.Name, Permission: null),
        _ => isFunction(call.Resource) ? null : new($"the function {call.Resource}", "lambda:InvokeFunction"),
    };

    private static OutsideCall? Target(DefinitionCall call, string argument, string kind, string permission, Func<string?, bool> isKnown)
    {
        if (isKnown(call.Argument(argument)))
        {
            return null;
        }

        var target = call.Literal(argument) ?? $"{kind} that is chosen by {call.Argument(argument) ?? "its input"}";
        return new($"{call.Name} of {target}", permission);
    }

    private static OutsideCall InBucket(DefinitionCall call, string permission) =>
        new($"{call.Name} ({call.Place}) in {(call.Literal("Bucket") is { } bucket ? $"the bucket {bucket}" : "a bucket that its input names")}", permission);
}
