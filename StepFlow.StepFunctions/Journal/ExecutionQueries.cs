using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.Journal;

internal static class ExecutionQueries
{
    /// <summary>Whether a row belongs to a list; the list's own key (machine, version, alias or map run) is checked too.</summary>
    public static bool Selects(this ExecutionQuery query, ExecutionDescription row) =>
        (query.StateMachineArn is null || (row.StateMachineArn == query.StateMachineArn && row.MapRunArn is null))
        && (query.StateMachineVersionArn is null || row.StateMachineVersionArn == query.StateMachineVersionArn)
        && (query.StateMachineAliasArn is null || row.StateMachineAliasArn == query.StateMachineAliasArn)
        && (query.MapRunArn is null || row.MapRunArn == query.MapRunArn)
        && (query.Status is null || row.Status == query.Status)
        && (query.Redriven is null || (row.RedriveCount > 0) == query.Redriven)
        && (query.Before is null || row.Sequence < query.Before);
}
