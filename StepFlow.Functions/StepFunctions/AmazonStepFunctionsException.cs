using Amazon.Runtime;
using StepFlow.Functions.StepFunctions.Model;

namespace StepFlow.Functions.StepFunctions;

/// <summary>A refusal of Step Functions; the named ones are classes of their own.</summary>
public class AmazonStepFunctionsException : AmazonServiceException
{
    internal AmazonStepFunctionsException(StepFunctionsError error)
        : base(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status)
    {
    }
}
