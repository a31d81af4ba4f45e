using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Describes an alias.</summary>
internal sealed class DescribeStateMachineAlias(StateMachines machines) : IOperation
{
    private static readonly Constraints<DescribeStateMachineAliasRequest> Constraints = new Constraints<DescribeStateMachineAliasRequest>()
        .Arn("stateMachineAliasArn", r => r.StateMachineAliasArn);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(DescribeStateMachineAlias), Constraints, StepFunctionsJson.Wire.DescribeStateMachineAliasRequest, StepFunctionsJson.Wire.DescribeStateMachineAliasResponse, HandleAsync);

    private ValueTask<DescribeStateMachineAliasResponse> HandleAsync(DescribeStateMachineAliasRequest request, AwsCall call, CancellationToken cancellation)
    {
        var arn = ArnArguments.Alias(request.StateMachineAliasArn!);
        var alias = machines.Find(arn.Unqualified.ToString())?.FindAlias(arn.Alias!) ?? throw Refusals.ReferencedResourceNotFound();
        return new(new DescribeStateMachineAliasResponse(
            arn.ToString(), alias.Name, alias.Description, RouteShape.Of(arn, alias.Routes), alias.CreatedAt, alias.UpdatedAt));
    }
}

internal sealed record DescribeStateMachineAliasRequest(string? StateMachineAliasArn);

internal sealed record DescribeStateMachineAliasResponse(
    string StateMachineAliasArn,
    string Name,
    string? Description,
    IReadOnlyList<RouteShape> RoutingConfiguration,
    DateTimeOffset CreationDate,
    DateTimeOffset UpdateDate);
