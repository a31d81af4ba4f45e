using StepFlow.Aws;

namespace StepFlow.StepFunctions.Operations;

/// <summary>The errors of the Step Functions API with AWS's codes and texts: the only place where they are written.</summary>
public static class Refusals
{
    public static AwsException ExecutionAlreadyExists(string executionArn) =>
        new("ExecutionAlreadyExists", $"Execution Already Exists: '{executionArn}'");

    public static AwsException ExecutionDoesNotExist(string executionArn) =>
        new("ExecutionDoesNotExist", $"Execution Does Not Exist: '{executionArn}'");

    /// <param name="reason">As in redriveStatusReason, for example "Execution is RUNNING and cannot be redriven".</param>
    public static AwsException ExecutionNotRedrivable(string executionArn, string reason) =>
        new("ExecutionNotRedrivable", $"{reason}: '{executionArn}'");

    public static AwsException Validation(string message) => new("ValidationException", message);
}
