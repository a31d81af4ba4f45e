using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Describes an activity.</summary>
internal sealed class DescribeActivity(Activities activities) : IOperation
{
    private static readonly Constraints<DescribeActivityRequest> Constraints = new Constraints<DescribeActivityRequest>()
        .Arn("activityArn", r => r.ActivityArn);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(DescribeActivity), Constraints, StepFunctionsJson.Wire.DescribeActivityRequest, StepFunctionsJson.Wire.DescribeActivityResponse, HandleAsync);

    private ValueTask<DescribeActivityResponse> HandleAsync(DescribeActivityRequest request, AwsCall call, CancellationToken cancellation)
    {
        var arn = ArnArguments.Activity(request.ActivityArn!).ToString();
        var activity = activities.Find(arn) ?? throw Refusals.ActivityDoesNotExist(arn);
        return new(new DescribeActivityResponse(
            activity.Arn,
            activity.Name,
            activity.CreatedAt,
            EncryptionShape.Of(activity.Encryption ?? new(EncryptionConfiguration.AwsOwnedKey))!));
    }
}

internal sealed record DescribeActivityRequest(string? ActivityArn);

internal sealed record DescribeActivityResponse(
    string ActivityArn, string Name, DateTimeOffset CreationDate, EncryptionShape EncryptionConfiguration);
