using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Changes the description of an alias or the versions it routes to.</summary>
internal sealed class UpdateStateMachineAlias(StateMachines machines, TimeProvider time) : IOperation
{
    private static readonly Constraints<UpdateStateMachineAliasRequest> Constraints = new Constraints<UpdateStateMachineAliasRequest>()
        .Arn("stateMachineAliasArn", r => r.StateMachineAliasArn)
        .Text("description", r => r.Description, 0, 256, sensitive: true)
        .List("routingConfiguration", r => r.RoutingConfiguration, RouteShape.Constraints, 1, 2);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(UpdateStateMachineAlias), Constraints, StepFunctionsJson.Wire.UpdateStateMachineAliasRequest, StepFunctionsJson.Wire.UpdateStateMachineAliasResponse, HandleAsync);

    private ValueTask<UpdateStateMachineAliasResponse> HandleAsync(UpdateStateMachineAliasRequest request, AwsCall call, CancellationToken cancellation)
    {
        if (request is { Description: null, RoutingConfiguration: null })
        {
            throw Refusals.Validation("Either the description or the RoutingConfiguration must be specified");
        }

        var arn = ArnArguments.Alias(request.StateMachineAliasArn!);
        var now = time.GetUtcNow();
        machines.Change(arn.Unqualified.ToString(), machine =>
        {
            var alias = machine?.FindAlias(arn.Alias!) ?? throw Refusals.ReferencedResourceNotFound();
            return (machine.WithAlias(Revise(alias, machine, request) with { UpdatedAt = now }), null);
        });
        return new(new UpdateStateMachineAliasResponse(now));
    }

    private static StateMachineAlias Revise(StateMachineAlias alias, StateMachine machine, UpdateStateMachineAliasRequest request)
    {
        alias = alias with { Description = request.Description ?? alias.Description };
        if (request.RoutingConfiguration is not { } shapes)
        {
            return alias;
        }

        var (arn, routes) = RouteShape.Read(shapes);
        RouteShape.EnsureExist(string.Equals(arn.ToString(), machine.Arn, StringComparison.Ordinal) ? machine : null, routes, shapes);
        return alias with { Routes = routes };
    }
}

internal sealed record UpdateStateMachineAliasRequest(
    string? StateMachineAliasArn, string? Description, IReadOnlyList<RouteShape>? RoutingConfiguration);

internal sealed record UpdateStateMachineAliasResponse(DateTimeOffset UpdateDate);
