using StepFlow.Aws.Protocol;

namespace StepFlow.StepFunctions.Operations;

/// <summary>One operation of the API, in a file of its own with its request, its constraints and its answer.</summary>
internal interface IOperation
{
    void AddTo(OperationTable table);
}
