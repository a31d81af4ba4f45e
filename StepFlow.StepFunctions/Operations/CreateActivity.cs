using StepFlow.Aws;
using StepFlow.Aws.Arns;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Creates an activity. Creating it again answers the one that is there.</summary>
internal sealed class CreateActivity(Activities activities, TimeProvider time) : IOperation
{
    private static readonly Constraints<CreateActivityRequest> Constraints = new Constraints<CreateActivityRequest>()
        .Text("name", r => r.Name, 1, 80, required: true)
        .List("tags", r => r.Tags, TagShape.Constraints)
        .Structure("encryptionConfiguration", r => r.EncryptionConfiguration, EncryptionShape.Constraints);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(CreateActivity), Constraints, StepFunctionsJson.Wire.CreateActivityRequest, StepFunctionsJson.Wire.CreateActivityResponse, HandleAsync);

    private ValueTask<CreateActivityResponse> HandleAsync(CreateActivityRequest request, AwsCall call, CancellationToken cancellation)
    {
        ResourceNames.Ensure(request.Name!);
        var arn = StatesArn.ForActivity(call.Region, call.Account, request.Name!).ToString();
        var encryption = request.EncryptionConfiguration?.Read();
        var activity = activities.Change(arn, old => old switch
        {
            null => new()
            {
                Arn = arn,
                Name = request.Name!,
                CreatedAt = time.GetUtcNow(),
                Encryption = encryption,
                Tags = TagShape.Merge([], request.Tags, arn),
            },
            _ when encryption is not null && encryption != old.Encryption => throw Refusals.ActivityAlreadyExists(arn),
            _ => null,
        })!;
        return new(new CreateActivityResponse(activity.Arn, activity.CreatedAt));
    }
}

internal sealed record CreateActivityRequest(string? Name, IReadOnlyList<TagShape>? Tags, EncryptionShape? EncryptionConfiguration);

internal sealed record CreateActivityResponse(string ActivityArn, DateTimeOffset CreationDate);
