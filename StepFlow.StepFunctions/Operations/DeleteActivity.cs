using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Deletes an activity; one that is not there is deleted already.</summary>
internal sealed class DeleteActivity(Activities activities) : IOperation
{
    private static readonly Constraints<DeleteActivityRequest> Constraints = new Constraints<DeleteActivityRequest>()
        .Arn("activityArn", r => r.ActivityArn);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(DeleteActivity), Constraints, StepFunctionsJson.Wire.DeleteActivityRequest, StepFunctionsJson.Wire.Nothing, HandleAsync);

    private ValueTask<Nothing> HandleAsync(DeleteActivityRequest request, AwsCall call, CancellationToken cancellation)
    {
        activities.Remove(ArnArguments.Activity(request.ActivityArn!).ToString());
        return new(Nothing.Instance);
    }
}

internal sealed record DeleteActivityRequest(string? ActivityArn);
