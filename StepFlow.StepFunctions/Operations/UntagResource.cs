using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Removes tags of a state machine or an activity.</summary>
internal sealed class UntagResource(TaggedResources resources) : IOperation
{
    private static readonly Constraints<UntagResourceRequest> Constraints = new Constraints<UntagResourceRequest>()
        .Arn("resourceArn", r => r.ResourceArn)
        .TextList("tagKeys", r => r.TagKeys, 1, 128, required: true);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(UntagResource), Constraints, StepFunctionsJson.Wire.UntagResourceRequest, StepFunctionsJson.Wire.Nothing, HandleAsync);

    private ValueTask<Nothing> HandleAsync(UntagResourceRequest request, AwsCall call, CancellationToken cancellation)
    {
        resources.Change(request.ResourceArn!, tags => [.. tags.Where(t => !request.TagKeys!.Contains(t.Key, StringComparer.Ordinal))]);
        return new(Nothing.Instance);
    }
}

internal sealed record UntagResourceRequest(string? ResourceArn, IReadOnlyList<string>? TagKeys);
