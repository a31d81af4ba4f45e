using StepFlow.Aws;

namespace StepFlow.StepFunctions.Operations;

/// <summary>The errors of the Step Functions API with AWS's codes and texts: the only place where they are written.</summary>
public static class Refusals
{
    public static AwsException ActivityDoesNotExist(string arn) => new("ActivityDoesNotExist", $"Activity Does Not Exist: '{arn}'");

    public static AwsException ActivityAlreadyExists(string arn) =>
        new("ActivityAlreadyExists", $"Activity Already Exists: '{arn}'. EncryptionConfiguration may not be updated.");

    public static AwsException ActivityWorkerLimitExceeded(string arn) =>
        new("ActivityWorkerLimitExceeded", $"Activity Worker Limit Exceeded: '{arn}'");

    public static AwsException Conflict(string message) => new("ConflictException", message);

    public static AwsException ExecutionAlreadyExists(string executionArn) =>
        new("ExecutionAlreadyExists", $"Execution Already Exists: '{executionArn}'");

    public static AwsException ExecutionDoesNotExist(string executionArn) =>
        new("ExecutionDoesNotExist", $"Execution Does Not Exist: '{executionArn}'");

    /// <param name="reason">As in redriveStatusReason, for example "Execution is RUNNING and cannot be redriven".</param>
    public static AwsException ExecutionNotRedrivable(string executionArn, string reason) =>
        new("ExecutionNotRedrivable", $"{reason}: '{executionArn}'");

    public static AwsException InvalidArn(string arn) => new("InvalidArn", $"Invalid Arn: '{arn}'");

    public static AwsException InvalidRoleArn(string arn) => new("InvalidArn", $"Invalid Role Arn: '{arn}'");

    public static AwsException ArnPrefix(string arn) => InvalidArn($"Invalid ARN prefix: {arn}");

    public static AwsException ArnOfOtherKind(string resourceType) =>
        InvalidArn($"Resource type not valid in this context: {resourceType}");

    public static AwsException InvalidDefinition(string problem) =>
        new("InvalidDefinition", $"Invalid State Machine Definition: '{problem}'");

    public static AwsException InvalidEncryptionConfiguration(string problem) =>
        new("InvalidEncryptionConfiguration", $"Invalid Encryption Configuration: {problem}");

    public static AwsException InvalidExecutionInput(string problem) =>
        new("InvalidExecutionInput", $"Invalid State Machine Execution Input: '{problem}'");

    public static AwsException InvalidLoggingConfiguration(string problem) =>
        new("InvalidLoggingConfiguration", $"Invalid Logging Configuration: {problem}");

    public static AwsException InvalidName(string name) => new("InvalidName", $"Invalid Name: '{name}'");

    public static AwsException InvalidOutput(string problem) => new("InvalidOutput", $"Invalid Output: '{problem}'");

    public static AwsException InvalidToken() => new("InvalidToken", "Invalid Token: 'Invalid token'");

    public static AwsException MissingRequiredParameter(string message) => new("MissingRequiredParameter", message);

    public static AwsException ResourceNotFound(string arn) => new("ResourceNotFound", $"Resource not found: '{arn}'");

    public static AwsException ReferencedResourceNotFound() =>
        new("ResourceNotFound", "Request references a resource that does not exist.");

    public static AwsException StateMachineAlreadyExists(string arn) =>
        new("StateMachineAlreadyExists", $"State Machine Already Exists: '{arn}'");

    public static AwsException StateMachineDoesNotExist(string arn) =>
        new("StateMachineDoesNotExist", $"State Machine Does Not Exist: '{arn}'");

    public static AwsException StateMachineTypeNotSupported() =>
        new("StateMachineTypeNotSupported", "This operation is not supported by this type of state machine");

    public static AwsException TaskDoesNotExist() => new("TaskDoesNotExist", "Task Does Not Exist: 'Provided task does not exist'");

    public static AwsException TaskTimedOut() => new("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");

    public static AwsException TooManyTags(string arn) => new("TooManyTags", $"Too many tags: '{arn}'");

    public static AwsException Validation(string message) => new("ValidationException", message);
}
