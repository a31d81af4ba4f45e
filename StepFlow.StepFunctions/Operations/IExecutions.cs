using StepFlow.Language.Json;
using StepFlow.StepFunctions.Catalog;

namespace StepFlow.StepFunctions.Operations;

/// <summary>
/// What the operations ask of the engine. "Not there" is a null answer; the other refusals are the exceptions made by
/// <see cref="Refusals"/>, which an implementation throws as named at each member. Operations have validated their
/// requests and resolved versions and aliases before they call.
/// </summary>
public interface IExecutions
{
    /// <summary>
    /// Starts an execution and answers once its start is durable. A Standard execution of the same ARN that is still running with
    /// an equal input is answered again instead; any other use of the ARN is <see cref="Refusals.ExecutionAlreadyExists"/>.
    /// </summary>
    ValueTask<StartedExecution> StartAsync(ExecutionStart start, CancellationToken cancellation);

    /// <summary>Runs an Express execution to its end. The end of the caller is not the end of the execution.</summary>
    ValueTask<ExecutionDescription> StartSyncAsync(ExecutionStart start, CancellationToken cancellation);

    /// <summary>Aborts an execution; one that has ended answers its stop date. Null: no such execution.</summary>
    ValueTask<DateTimeOffset?> StopAsync(string executionArn, string? error, string? cause, CancellationToken cancellation);

    ValueTask<ExecutionDescription?> DescribeAsync(string executionArn, CancellationToken cancellation);

    /// <summary>Newest first, at most <see cref="ExecutionQuery.Limit"/> items.</summary>
    ValueTask<IReadOnlyList<ExecutionDescription>> ListAsync(ExecutionQuery query, CancellationToken cancellation);

    /// <summary>A stretch of the history of an execution, in the order asked for. Null: no such execution.</summary>
    ValueTask<IReadOnlyList<HistoryEvent>?> ReadHistoryAsync(string executionArn, HistoryQuery query, CancellationToken cancellation);

    /// <summary>Hands over what the holder of a task token says.</summary>
    ValueTask<TaskTokenAnswer> ReportTaskAsync(string taskToken, TaskReport report, CancellationToken cancellation);

    /// <summary>
    /// Waits up to <paramref name="wait"/> for a task of an activity; null when none came. A task is only taken when it is
    /// returned: a caller who cancels loses none.
    /// </summary>
    ValueTask<ActivityTask?> TakeActivityTaskAsync(string activityArn, string? workerName, TimeSpan wait, CancellationToken cancellation);

    /// <summary>
    /// Runs a failed execution on from where it failed. Null: no such execution;
    /// <see cref="Refusals.ExecutionNotRedrivable"/> says why not. Repeating a client token repeats the answer.
    /// </summary>
    ValueTask<DateTimeOffset?> RedriveAsync(string executionArn, string? clientToken, CancellationToken cancellation);

    ValueTask<MapRunDescription?> DescribeMapRunAsync(string mapRunArn, CancellationToken cancellation);

    /// <summary>The map runs of an execution, newest first. Null: no such execution.</summary>
    ValueTask<IReadOnlyList<MapRunDescription>?> ListMapRunsAsync(string executionArn, CancellationToken cancellation);

    /// <summary>False: no such map run. One that has ended cannot be changed: a ValidationException.</summary>
    ValueTask<bool> UpdateMapRunAsync(string mapRunArn, MapRunChange change, CancellationToken cancellation);
}

/// <summary>One execution to start.</summary>
public sealed record ExecutionStart
{
    public required StateMachineRevision Revision { get; init; }

    /// <summary>Made by the operation: <c>…:execution:machine:name</c>, or <c>…:express:machine:name:uuid</c>.</summary>
    public required string ExecutionArn { get; init; }

    public required string Name { get; init; }

    public required JsonValue Input { get; init; }

    /// <summary>The input as it was sent, spaces and all: what DescribeExecution answers.</summary>
    public required string InputText { get; init; }

    /// <summary>The traceHeader parameter, which DescribeExecution repeats.</summary>
    public string? TraceHeader { get; init; }

    /// <summary>The trace to go on with, as an X-Ray header: from the traceHeader parameter, else from the call itself.</summary>
    public string? Trace { get; init; }

    /// <summary>Whether the caller waits for the end.</summary>
    public bool Sync { get; init; }

    public string? StateMachineVersionArn { get; init; }

    public string? StateMachineAliasArn { get; init; }

    /// <summary>The name behind <c>#</c> in the state machine ARN: which mocked test case to run.</summary>
    public string? TestCase { get; init; }

    /// <summary>The execution that starts this one; null for a client.</summary>
    public string? StartedBy { get; init; }

    /// <summary>How far the clock of <see cref="StartedBy"/> is ahead of real time: this one begins where that one is.</summary>
    public TimeSpan Ahead { get; init; }
}

/// <summary>An execution that has been accepted.</summary>
public sealed record StartedExecution(string ExecutionArn, DateTimeOffset StartDate);

/// <summary>Where an execution stands, in AWS's words.</summary>
public enum ExecutionStatus
{
    Running,
    Succeeded,
    Failed,
    TimedOut,
    Aborted,
    PendingRedrive,
}

/// <summary>Whether RedriveExecution would take an execution.</summary>
public enum RedriveStatus
{
    Redrivable,
    NotRedrivable,
    RedrivableByMapRun,
}

/// <summary>All that can be told of one execution; lists leave out input and output.</summary>
public sealed record ExecutionDescription
{
    public required string ExecutionArn { get; init; }

    public required string StateMachineArn { get; init; }

    public required string RevisionId { get; init; }

    public required string Name { get; init; }

    public required ExecutionStatus Status { get; init; }

    public required DateTimeOffset StartDate { get; init; }

    public DateTimeOffset? StopDate { get; init; }

    /// <summary>Place in the order of all starts of this service: unique, and later starts have larger ones. Lists page by it.</summary>
    public long Sequence { get; init; }

    public string? Input { get; init; }

    public string? Output { get; init; }

    public string? Error { get; init; }

    public string? Cause { get; init; }

    public string? TraceHeader { get; init; }

    public string? StateMachineVersionArn { get; init; }

    public string? StateMachineAliasArn { get; init; }

    /// <summary>The map run that this execution is a child of.</summary>
    public string? MapRunArn { get; init; }

    /// <summary>Of a child execution of a map run: the definition of the item processor; else null, and the revision's holds.</summary>
    public string? Definition { get; init; }

    /// <summary>How many items a child execution of a map run works on.</summary>
    public int? ItemCount { get; init; }

    public int RedriveCount { get; init; }

    public DateTimeOffset? RedriveDate { get; init; }

    public RedriveStatus RedriveStatus { get; init; } = RedriveStatus.NotRedrivable;

    public string? RedriveStatusReason { get; init; }
}

/// <summary>Which executions to list: exactly one of state machine, version, alias and map run is set.</summary>
public sealed record ExecutionQuery
{
    public string? StateMachineArn { get; init; }

    public string? StateMachineVersionArn { get; init; }

    public string? StateMachineAliasArn { get; init; }

    public string? MapRunArn { get; init; }

    public ExecutionStatus? Status { get; init; }

    /// <summary>True: only redriven ones; false: only those that are not.</summary>
    public bool? Redriven { get; init; }

    /// <summary>Only executions whose <see cref="ExecutionDescription.Sequence"/> is smaller.</summary>
    public long? Before { get; init; }

    public required int Limit { get; init; }
}

/// <summary>One entry of an execution's history, ready for the wire but for its paging.</summary>
/// <param name="DetailsName">The member that holds the details, such as <c>stateEnteredEventDetails</c>; null where there is none.</param>
/// <param name="Details">As AWS shows it with execution data: <c>{"name":…,"input":"…","inputDetails":{"truncated":false}}</c>.</param>
public sealed record HistoryEvent(
    long Id, long PreviousEventId, string Type, DateTimeOffset Timestamp, string? DetailsName, JsonObject? Details);

/// <summary>A stretch of a history: events behind <paramref name="After"/> (before it when reversed), at most <paramref name="Limit"/>.</summary>
/// <param name="After">Id of the last event already seen; null starts at the first (reversed: at the last).</param>
public readonly record struct HistoryQuery(long? After, int Limit, bool Reverse);

/// <summary>What the holder of a task token can say.</summary>
public abstract record TaskReport
{
    private TaskReport()
    {
    }

    /// <summary>The trace that the report was made in, as an X-Ray header; null where it names none.</summary>
    public string? Trace { get; init; }

    /// <summary>The task is done. <see cref="Text"/> is the output as it was sent.</summary>
    public sealed record Success(JsonValue Output, string Text) : TaskReport;

    public sealed record Failure(string? Error, string? Cause) : TaskReport;

    public sealed record Heartbeat : TaskReport
    {
        public static readonly Heartbeat Instance = new();
    }
}

/// <summary>What became of a <see cref="TaskReport"/>.</summary>
public enum TaskTokenAnswer
{
    Accepted,

    /// <summary>The token was never one of ours: InvalidToken.</summary>
    Invalid,

    /// <summary>The task has ended, or its execution has: TaskTimedOut.</summary>
    TimedOut,

    /// <summary>The token is well formed, but its task is unknown: TaskDoesNotExist.</summary>
    Unknown,
}

/// <summary>A task handed to an activity worker.</summary>
public sealed record ActivityTask(string TaskToken, string Input);

/// <summary>Where a map run stands, in AWS's words.</summary>
public enum MapRunStatus
{
    Running,
    Succeeded,
    Failed,
    Aborted,
}

/// <summary>The ten counters AWS keeps for items and for child executions.</summary>
public sealed record MapRunCounts(
    long Pending,
    long Running,
    long Succeeded,
    long Failed,
    long TimedOut,
    long Aborted,
    long Total,
    long ResultsWritten,
    long FailuresNotRedrivable,
    long PendingRedrive);

/// <summary>All that can be told of one map run.</summary>
public sealed record MapRunDescription
{
    public required string MapRunArn { get; init; }

    /// <summary>The execution that started it.</summary>
    public required string ExecutionArn { get; init; }

    /// <summary>As ListMapRuns shows it: <c>…:stateMachine:machine/label</c>.</summary>
    public required string StateMachineArn { get; init; }

    public required MapRunStatus Status { get; init; }

    public required DateTimeOffset StartDate { get; init; }

    public DateTimeOffset? StopDate { get; init; }

    public required int MaxConcurrency { get; init; }

    public required double ToleratedFailurePercentage { get; init; }

    public required long ToleratedFailureCount { get; init; }

    public required MapRunCounts ItemCounts { get; init; }

    public required MapRunCounts ExecutionCounts { get; init; }

    public int RedriveCount { get; init; }

    public DateTimeOffset? RedriveDate { get; init; }

    /// <summary>As <see cref="ExecutionDescription.Sequence"/>.</summary>
    public long Sequence { get; init; }
}

/// <summary>New limits for a running map run; null keeps the old one.</summary>
public sealed record MapRunChange(int? MaxConcurrency, double? ToleratedFailurePercentage, long? ToleratedFailureCount);
