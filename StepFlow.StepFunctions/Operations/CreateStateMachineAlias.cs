using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Creates an alias for one version or two. Creating the same one again answers the one that is there.</summary>
internal sealed class CreateStateMachineAlias(StateMachines machines, TimeProvider time) : IOperation
{
    private static readonly Constraints<CreateStateMachineAliasRequest> Constraints = new Constraints<CreateStateMachineAliasRequest>()
        .Text("description", r => r.Description, 0, 256, sensitive: true)
        .Text("name", r => r.Name, 1, 80, required: true, pattern: AliasNames.Pattern)
        .List("routingConfiguration", r => r.RoutingConfiguration, RouteShape.Constraints, 1, 2, required: true);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(CreateStateMachineAlias), Constraints, StepFunctionsJson.Wire.CreateStateMachineAliasRequest, StepFunctionsJson.Wire.CreateStateMachineAliasResponse, HandleAsync);

    private ValueTask<CreateStateMachineAliasResponse> HandleAsync(CreateStateMachineAliasRequest request, AwsCall call, CancellationToken cancellation)
    {
        var (arn, routes) = RouteShape.Read(request.RoutingConfiguration!);
        var now = time.GetUtcNow();
        var alias = new StateMachineAlias(request.Name!, request.Description, routes, now, now);
        var machine = machines.Change(arn.ToString(), old =>
        {
            RouteShape.EnsureExist(old, routes, request.RoutingConfiguration!);
            if (old!.FindAlias(alias.Name) is not { } existing)
            {
                return (old.WithAlias(alias), null);
            }

            return existing.Routes.SequenceEqual(routes) && string.Equals(existing.Description, alias.Description, StringComparison.Ordinal)
                ? null
                : throw Refusals.Conflict(
                    "Failed to create alias because an alias with the same name and a different routing configuration already exists.");
        })!;
        return new(new CreateStateMachineAliasResponse(arn.Qualified(alias.Name).ToString(), machine.FindAlias(alias.Name)!.CreatedAt));
    }
}

internal sealed record CreateStateMachineAliasRequest(string? Description, string? Name, IReadOnlyList<RouteShape>? RoutingConfiguration);

internal sealed record CreateStateMachineAliasResponse(string StateMachineAliasArn, DateTimeOffset CreationDate);
