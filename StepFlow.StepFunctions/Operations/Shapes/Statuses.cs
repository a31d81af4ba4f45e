using System.Diagnostics;
using StepFlow.Aws.Validation;

namespace StepFlow.StepFunctions.Operations.Shapes;

/// <summary>Enumerations of the engine in AWS's spelling.</summary>
internal static class Statuses
{
    public static readonly EnumValues OfExecutions = new("RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PENDING_REDRIVE");

    public static string ToWire(this ExecutionStatus status) => status switch
    {
        ExecutionStatus.Running => "RUNNING",
        ExecutionStatus.Succeeded => "SUCCEEDED",
        ExecutionStatus.Failed => "FAILED",
        ExecutionStatus.TimedOut => "TIMED_OUT",
        ExecutionStatus.Aborted => "ABORTED",
        ExecutionStatus.PendingRedrive => "PENDING_REDRIVE",
        _ => throw new UnreachableException($"Unknown status {status}"),
    };

    public static string ToWire(this RedriveStatus status) => status switch
    {
        RedriveStatus.Redrivable => "REDRIVABLE",
        RedriveStatus.NotRedrivable => "NOT_REDRIVABLE",
        RedriveStatus.RedrivableByMapRun => "REDRIVABLE_BY_MAP_RUN",
        _ => throw new UnreachableException($"Unknown status {status}"),
    };

    public static string ToWire(this MapRunStatus status) => status.ToString().ToUpperInvariant();

    public static ExecutionStatus? Read(string? status) =>
        status is null ? null : Enum.GetValues<ExecutionStatus>().Single(s => string.Equals(s.ToWire(), status, StringComparison.Ordinal));
}
