using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Lists the tags of a state machine or an activity.</summary>
internal sealed class ListTagsForResource(TaggedResources resources) : IOperation
{
    private static readonly Constraints<ListTagsForResourceRequest> Constraints = new Constraints<ListTagsForResourceRequest>()
        .Arn("resourceArn", r => r.ResourceArn);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(ListTagsForResource), Constraints, StepFunctionsJson.Wire.ListTagsForResourceRequest, StepFunctionsJson.Wire.ListTagsForResourceResponse, HandleAsync);

    private ValueTask<ListTagsForResourceResponse> HandleAsync(ListTagsForResourceRequest request, AwsCall call, CancellationToken cancellation) =>
        new(new ListTagsForResourceResponse(TagShape.Of(resources.Read(request.ResourceArn!))));
}

internal sealed record ListTagsForResourceRequest(string? ResourceArn);

internal sealed record ListTagsForResourceResponse(IReadOnlyList<TagShape> Tags);
