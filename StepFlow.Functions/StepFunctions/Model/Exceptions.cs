using System.Net;
using Amazon.Runtime;

namespace StepFlow.Functions.StepFunctions.Model;

/// <summary>An error answer as it came.</summary>
internal sealed record StepFunctionsError(
    string Message, Exception? Inner, ErrorType Type, string Code, string RequestId, HttpStatusCode Status);

public sealed class ExecutionAlreadyExistsException : AmazonStepFunctionsException
{
    internal ExecutionAlreadyExistsException(StepFunctionsError error)
        : base(error)
    {
    }
}

public sealed class ExecutionDoesNotExistException : AmazonStepFunctionsException
{
    internal ExecutionDoesNotExistException(StepFunctionsError error)
        : base(error)
    {
    }
}

public sealed class ExecutionLimitExceededException : AmazonStepFunctionsException
{
    internal ExecutionLimitExceededException(StepFunctionsError error)
        : base(error)
    {
    }
}

public sealed class InvalidArnException : AmazonStepFunctionsException
{
    internal InvalidArnException(StepFunctionsError error)
        : base(error)
    {
    }
}

public sealed class InvalidExecutionInputException : AmazonStepFunctionsException
{
    internal InvalidExecutionInputException(StepFunctionsError error)
        : base(error)
    {
    }
}

public sealed class InvalidNameException : AmazonStepFunctionsException
{
    internal InvalidNameException(StepFunctionsError error)
        : base(error)
    {
    }
}

public sealed class InvalidOutputException : AmazonStepFunctionsException
{
    internal InvalidOutputException(StepFunctionsError error)
        : base(error)
    {
    }
}

public sealed class InvalidTokenException : AmazonStepFunctionsException
{
    internal InvalidTokenException(StepFunctionsError error)
        : base(error)
    {
    }
}

public sealed class StateMachineDeletingException : AmazonStepFunctionsException
{
    internal StateMachineDeletingException(StepFunctionsError error)
        : base(error)
    {
    }
}

public sealed class StateMachineDoesNotExistException : AmazonStepFunctionsException
{
    internal StateMachineDoesNotExistException(StepFunctionsError error)
        : base(error)
    {
    }
}

public sealed class StateMachineTypeNotSupportedException : AmazonStepFunctionsException
{
    internal StateMachineTypeNotSupportedException(StepFunctionsError error)
        : base(error)
    {
    }
}

public sealed class TaskDoesNotExistException : AmazonStepFunctionsException
{
    internal TaskDoesNotExistException(StepFunctionsError error)
        : base(error)
    {
    }
}

public sealed class TaskTimedOutException : AmazonStepFunctionsException
{
    internal TaskTimedOutException(StepFunctionsError error)
        : base(error)
    {
    }
}

public sealed class ValidationException : AmazonStepFunctionsException
{
    internal ValidationException(StepFunctionsError error)
        : base(error)
    {
    }
}
