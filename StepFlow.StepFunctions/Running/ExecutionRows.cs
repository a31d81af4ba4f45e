using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.Running;

/// <summary>The row by which an execution is listed and described, made from its present state.</summary>
internal static class ExecutionRows
{
    /// <summary>With fewer events AWS takes an execution up again: there must be room for ExecutionRedriven and one more.</summary>
    private const long RedrivableBelow = 24_999;

    /// <summary>AWS takes an execution up again within 14 days of its end.</summary>
    private static readonly TimeSpan RedrivablePeriod = TimeSpan.FromDays(14);

    public static ExecutionDescription Of(Execution execution)
    {
        var identity = execution.Identity;
        var started = execution.Started!;
        return new()
        {
            ExecutionArn = identity.ExecutionArn,
            StateMachineArn = identity.StateMachineArn,
            RevisionId = identity.RevisionId,
            Name = identity.Name,
            Status = execution.Status,
            StartDate = started.At,
            StopDate = execution.EndedAt,
            Sequence = started.Sequence,
            Input = started.InputText ?? started.Input.ToString(),
            Output = execution.Output?.ToString(),
            Error = execution.Error?.Name,
            Cause = execution.Error?.Cause,
            TraceHeader = identity.TraceHeader,
            StateMachineVersionArn = identity.VersionArn,
            StateMachineAliasArn = identity.AliasArn,
            MapRunArn = identity.MapRunArn,
            ItemCount = identity.ItemCount,
            RedriveCount = execution.RedriveCount,
            RedriveDate = execution.RedrivenAt,
            RedriveStatus = Redrivable(execution, out var reason),
            RedriveStatusReason = reason,
        };
    }

    /// <summary>How an ended execution's row was when it began to run.</summary>
    public static ExecutionDescription AsRunning(ExecutionDescription row) => row with
    {
        Status = ExecutionStatus.Running,
        StopDate = null,
        Output = null,
        Error = null,
        Cause = null,
        RedriveStatus = RedriveStatus.NotRedrivable,
        RedriveStatusReason = "Execution is RUNNING and cannot be redriven",
    };

    /// <summary>The row of an ended execution as it is described at a time.</summary>
    public static ExecutionDescription AsOf(ExecutionDescription row, DateTimeOffset now) =>
        row.RedriveStatus is RedriveStatus.NotRedrivable || !(row.StopDate + RedrivablePeriod < now)
            ? row
            : row with { RedriveStatus = RedriveStatus.NotRedrivable, RedriveStatusReason = "Execution redrivable period exceeded" };

    private static RedriveStatus Redrivable(Execution execution, out string? reason)
    {
        if (execution.Identity.Express)
        {
            reason = null;
            return RedriveStatus.NotRedrivable;
        }

        if (execution.Status is ExecutionStatus.Running or ExecutionStatus.Succeeded)
        {
            var status = execution.Status is ExecutionStatus.Running ? "RUNNING" : "SUCCEEDED";
            reason = $"Execution is {status} and cannot be redriven";
            return RedriveStatus.NotRedrivable;
        }

        if (execution.LastEventId >= RedrivableBelow)
        {
            reason = "Execution history event limit exceeded";
            return RedriveStatus.NotRedrivable;
        }

        reason = null;
        return execution.Identity.MapRunArn is null ? RedriveStatus.Redrivable : RedriveStatus.RedrivableByMapRun;
    }
}
