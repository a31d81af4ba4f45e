using System.Net;
using Amazon.Runtime;
using StepFlow.Functions.StepFunctions.Model;

namespace StepFlow.Functions.StepFunctions.Pipeline;

/// <summary>Error codes of the wire and the exceptions they become.</summary>
internal static class StepFunctionsErrors
{
    public static AmazonStepFunctionsException Create(
        string? code, string? message, Exception? inner, ErrorType type, string? requestId, HttpStatusCode status)
    {
        var error = new StepFunctionsError(message ?? "", inner, type, code ?? "", requestId ?? "", status);
        return code switch
        {
            "ExecutionAlreadyExists" => new ExecutionAlreadyExistsException(error),
            "ExecutionDoesNotExist" => new ExecutionDoesNotExistException(error),
            "ExecutionLimitExceeded" => new ExecutionLimitExceededException(error),
            "InvalidArn" => new InvalidArnException(error),
            "InvalidExecutionInput" => new InvalidExecutionInputException(error),
            "InvalidName" => new InvalidNameException(error),
            "InvalidOutput" => new InvalidOutputException(error),
            "InvalidToken" => new InvalidTokenException(error),
            "StateMachineDeleting" => new StateMachineDeletingException(error),
            "StateMachineDoesNotExist" => new StateMachineDoesNotExistException(error),
            "StateMachineTypeNotSupported" => new StateMachineTypeNotSupportedException(error),
            "TaskDoesNotExist" => new TaskDoesNotExistException(error),
            "TaskTimedOut" => new TaskTimedOutException(error),
            "ValidationException" => new ValidationException(error),
            _ => new AmazonStepFunctionsException(error),
        };
    }
}
