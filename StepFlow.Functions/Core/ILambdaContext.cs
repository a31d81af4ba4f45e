namespace StepFlow.Functions.Core;

/// <summary>What a handler may know about the event it works on and the function it is. Names as in Amazon.Lambda.Core.</summary>
public interface ILambdaContext
{
    /// <summary>The id of the invocation; the retries of an Event invocation share it.</summary>
    string AwsRequestId { get; }

    /// <summary>What the caller said about itself; null for most callers.</summary>
    IClientContext? ClientContext { get; }

    string FunctionName { get; }

    string FunctionVersion { get; }

    ICognitoIdentity? Identity { get; }

    /// <summary>The ARN that was called, with its alias.</summary>
    string InvokedFunctionArn { get; }

    ILambdaLogger Logger { get; }

    string? LogGroupName { get; }

    string? LogStreamName { get; }

    int MemoryLimitInMB { get; }

    /// <summary>How long the function may still work on this event.</summary>
    TimeSpan RemainingTime { get; }

    /// <summary>The tenant of a multi-tenant function.</summary>
    string? TenantId => null;

    /// <summary>The X-Ray trace header of this event.</summary>
    string? TraceId => null;

    ILambdaSerializer? Serializer => null;
}
