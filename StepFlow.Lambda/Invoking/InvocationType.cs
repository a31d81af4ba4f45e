namespace StepFlow.Lambda;

/// <summary>How a function is invoked, in AWS's words.</summary>
public enum InvocationType
{
    RequestResponse,
    Event,
    DryRun,
}
