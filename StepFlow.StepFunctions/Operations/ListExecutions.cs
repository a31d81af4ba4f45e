using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Lists the executions of a state machine, of one of its versions or aliases, or of a map run; newest first.</summary>
internal sealed class ListExecutions(StateMachines machines, IExecutions executions) : IOperation
{
    private const string Redriven = "REDRIVEN";
    private static readonly EnumValues RedriveFilters = new(Redriven, "NOT_REDRIVEN");

    private static readonly Constraints<ListExecutionsRequest> Constraints = new Constraints<ListExecutionsRequest>()
        .Arn("stateMachineArn", r => r.StateMachineArn, required: false)
        .OneOf("statusFilter", r => r.StatusFilter, Statuses.OfExecutions)
        .Integer("maxResults", r => r.MaxResults, 0, 1000)
        .Text("nextToken", r => r.NextToken, 1, 3096)
        .Arn("mapRunArn", r => r.MapRunArn, max: 2000, required: false)
        .OneOf("redriveFilter", r => r.RedriveFilter, RedriveFilters);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(ListExecutions), Constraints, StepFunctionsJson.Wire.ListExecutionsRequest, StepFunctionsJson.Wire.ListExecutionsResponse, HandleAsync);

    private async ValueTask<ListExecutionsResponse> HandleAsync(ListExecutionsRequest request, AwsCall call, CancellationToken cancellation)
    {
        var page = Paging.Of(
            $"ListExecutions {request.StateMachineArn} {request.MapRunArn} {request.StatusFilter} {request.RedriveFilter}",
            request.MaxResults,
            request.NextToken);
        var query = new ExecutionQuery
        {
            Status = Statuses.Read(request.StatusFilter),
            Redriven = request.RedriveFilter is null ? null : request.RedriveFilter is Redriven,
            Before = page.AfterNumber,
            Limit = page.Size + 1,
        };
        var found = await executions.ListAsync(await NarrowAsync(query, request, cancellation), cancellation);
        return new([.. found.Take(page.Size).Select(ExecutionItem.Of)], page.NextToken(found, e => e.Sequence));
    }

    private async ValueTask<ExecutionQuery> NarrowAsync(ExecutionQuery query, ListExecutionsRequest request, CancellationToken cancellation)
    {
        switch (request)
        {
            case { StateMachineArn: { } text, MapRunArn: null }:
                return Narrow(query, text);
            case { StateMachineArn: null, MapRunArn: { } text }:
                var mapRun = ArnArguments.MapRun(text).ToString();
                return await executions.DescribeMapRunAsync(mapRun, cancellation) is null
                    ? throw Refusals.ResourceNotFound(mapRun)
                    : query with { MapRunArn = mapRun };
            case { StateMachineArn: null }:
                throw Refusals.Validation("Must provide a StateMachine ARN or MapRun ARN");
            default:
                throw Refusals.Validation("Must provide either a StateMachine ARN or MapRun ARN, not both");
        }
    }

    private ExecutionQuery Narrow(ExecutionQuery query, string text)
    {
        var arn = ArnArguments.StateMachine(text);
        var machine = machines.Find(arn.Unqualified.ToString()) ?? throw Refusals.StateMachineDoesNotExist(text);
        if (machine.Type is StateMachineType.Express)
        {
            throw Refusals.StateMachineTypeNotSupported();
        }

        return arn switch
        {
            { Version: { } version } => machine.FindVersion(version) is null
                ? throw Refusals.StateMachineDoesNotExist(text)
                : query with { StateMachineVersionArn = text },
            { Alias: { } alias } => machine.FindAlias(alias) is null
                ? throw Refusals.ReferencedResourceNotFound()
                : query with { StateMachineAliasArn = text },
            _ => query with { StateMachineArn = text },
        };
    }
}

internal sealed record ListExecutionsRequest(
    string? StateMachineArn, string? StatusFilter, int? MaxResults, string? NextToken, string? MapRunArn, string? RedriveFilter);

internal sealed record ListExecutionsResponse(IReadOnlyList<ExecutionItem> Executions, string? NextToken);

internal sealed record ExecutionItem(
    string ExecutionArn,
    string StateMachineArn,
    string Name,
    string Status,
    DateTimeOffset StartDate,
    DateTimeOffset? StopDate,
    string? MapRunArn,
    int? ItemCount,
    string? StateMachineVersionArn,
    string? StateMachineAliasArn,
    int? RedriveCount,
    DateTimeOffset? RedriveDate)
{
    public static ExecutionItem Of(ExecutionDescription execution) => new(
        execution.ExecutionArn,
        execution.StateMachineArn,
        execution.Name,
        execution.Status.ToWire(),
        execution.StartDate,
        execution.StopDate,
        execution.MapRunArn,
        execution.ItemCount,
        execution.StateMachineVersionArn,
        execution.StateMachineAliasArn,
        execution.RedriveCount,
        execution.RedriveDate);
}
