using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Sets tags of a state machine or an activity.</summary>
internal sealed class TagResource(TaggedResources resources) : IOperation
{
    private static readonly Constraints<TagResourceRequest> Constraints = new Constraints<TagResourceRequest>()
        .Arn("resourceArn", r => r.ResourceArn)
        .List("tags", r => r.Tags, TagShape.Constraints, required: true);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(TagResource), Constraints, StepFunctionsJson.Wire.TagResourceRequest, StepFunctionsJson.Wire.Nothing, HandleAsync);

    private ValueTask<Nothing> HandleAsync(TagResourceRequest request, AwsCall call, CancellationToken cancellation)
    {
        resources.Change(request.ResourceArn!, tags => TagShape.Merge(tags, request.Tags, request.ResourceArn!));
        return new(Nothing.Instance);
    }
}

internal sealed record TagResourceRequest(string? ResourceArn, IReadOnlyList<TagShape>? Tags);
