using System.Text.Json.Serialization;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Journal;

/// <summary>
/// Something that happened to an execution. Events are the truth: folding them gives the execution back.
/// Those with an <see cref="Id"/> appear in AWS's history, the others (timers, retries, heartbeats) are our own.
/// </summary>
[JsonDerivedType(typeof(ExecutionStarted), "ExecutionStarted")]
[JsonDerivedType(typeof(StateEntered), "StateEntered")]
[JsonDerivedType(typeof(StateExited), "StateExited")]
[JsonDerivedType(typeof(StateAborted), "StateAborted")]
[JsonDerivedType(typeof(EvaluationFailed), "EvaluationFailed")]
[JsonDerivedType(typeof(WorkScheduled), "WorkScheduled")]
[JsonDerivedType(typeof(WorkStarted), "WorkStarted")]
[JsonDerivedType(typeof(WorkSubmitted), "WorkSubmitted")]
[JsonDerivedType(typeof(WorkSucceeded), "WorkSucceeded")]
[JsonDerivedType(typeof(WorkFailed), "WorkFailed")]
[JsonDerivedType(typeof(WorkTimedOut), "WorkTimedOut")]
[JsonDerivedType(typeof(HeartbeatReceived), "HeartbeatReceived")]
[JsonDerivedType(typeof(TimerStarted), "TimerStarted")]
[JsonDerivedType(typeof(RetryScheduled), "RetryScheduled")]
[JsonDerivedType(typeof(TimerFired), "TimerFired")]
[JsonDerivedType(typeof(TimeSkipped), "TimeSkipped")]
[JsonDerivedType(typeof(ParallelStarted), "ParallelStarted")]
[JsonDerivedType(typeof(ParallelSucceeded), "ParallelSucceeded")]
[JsonDerivedType(typeof(ParallelFailed), "ParallelFailed")]
[JsonDerivedType(typeof(BranchEnded), "BranchEnded")]
[JsonDerivedType(typeof(BranchFailed), "BranchFailed")]
[JsonDerivedType(typeof(BranchAborted), "BranchAborted")]
[JsonDerivedType(typeof(MapStarted), "MapStarted")]
[JsonDerivedType(typeof(MapIterationStarted), "MapIterationStarted")]
[JsonDerivedType(typeof(MapIterationSucceeded), "MapIterationSucceeded")]
[JsonDerivedType(typeof(MapIterationFailed), "MapIterationFailed")]
[JsonDerivedType(typeof(MapIterationAborted), "MapIterationAborted")]
[JsonDerivedType(typeof(MapSucceeded), "MapSucceeded")]
[JsonDerivedType(typeof(MapFailed), "MapFailed")]
[JsonDerivedType(typeof(MapRunStarted), "MapRunStarted")]
[JsonDerivedType(typeof(MapRunSucceeded), "MapRunSucceeded")]
[JsonDerivedType(typeof(MapRunFailed), "MapRunFailed")]
[JsonDerivedType(typeof(MapRunRedriven), "MapRunRedriven")]
[JsonDerivedType(typeof(ExecutionSucceeded), "ExecutionSucceeded")]
[JsonDerivedType(typeof(ExecutionFailed), "ExecutionFailed")]
[JsonDerivedType(typeof(ExecutionTimedOut), "ExecutionTimedOut")]
[JsonDerivedType(typeof(ExecutionAborted), "ExecutionAborted")]
[JsonDerivedType(typeof(ExecutionRedriven), "ExecutionRedriven")]
public abstract record ExecutionEvent
{
    /// <summary>Number in AWS's history, from 1; 0 for events that AWS does not show.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Id { get; set; }

    /// <summary>Number of the event this one follows from, in AWS's sense; 0 for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long PreviousId { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>The branch it happened in: 0 is the execution itself, others are branches and iterations.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Frame { get; set; }

    /// <summary>Whether AWS's history shows this kind of event.</summary>
    [JsonIgnore]
    public virtual bool IsVisible => true;
}

/// <summary>What identifies an execution and does not change while it runs.</summary>
public sealed record ExecutionIdentity
{
    public required string ExecutionArn { get; init; }

    public required string Name { get; init; }

    public required string StateMachineArn { get; init; }

    public required string RevisionId { get; init; }

    public required string RoleArn { get; init; }

    public required bool Express { get; init; }

    public string? VersionArn { get; init; }

    public string? AliasArn { get; init; }

    public string? TraceHeader { get; init; }

    /// <summary>The trace it belongs to, with the span that started it, in X-Ray form.</summary>
    public string? Trace { get; init; }

    /// <summary>Whether the caller of StartSyncExecution waits for its end.</summary>
    public bool Sync { get; init; }

    public string? TestCase { get; init; }

    /// <summary>The execution whose Task or Map Run started this one.</summary>
    public string? StartedBy { get; init; }

    /// <summary>For a child of a Map Run: the run, and the path of the Map state whose processor it runs.</summary>
    public string? MapRunArn { get; init; }

    public string? MapStatePath { get; init; }

    public int? ItemCount { get; init; }

    /// <summary>For a child of a Map Run: <c>$$.Map</c>, and the variables it starts with.</summary>
    public JsonObject? MapContext { get; init; }

    public JsonObject? Variables { get; init; }
}

/// <param name="InputText">The input as it was sent, spaces and all; null where it was made here.</param>
/// <param name="TimeoutAt">When the whole execution times out, if ever.</param>
/// <param name="Sequence">Place in the order of all starts of this service.</param>
public sealed record ExecutionStarted(
    ExecutionIdentity Identity, JsonValue Input, string? InputText, DateTimeOffset? TimeoutAt, long Sequence) : ExecutionEvent
{
    /// <summary>How far ahead of real time its clock began, as that of the execution which started it; null for not at all.</summary>
    public TimeSpan? Ahead { get; init; }
}

public sealed record StateEntered(string State, string StateType, JsonValue Input) : ExecutionEvent;

public sealed record StateExited(string State, string StateType, JsonValue Output, JsonObject? Assigned, string? Next) : ExecutionEvent;

/// <summary>A Task, Wait, Parallel or Map that was under way when its branch came to an end.</summary>
public sealed record StateAborted(string StateType) : ExecutionEvent;

public sealed record EvaluationFailed(string State, string? Location, StatesError Error) : ExecutionEvent;

/// <summary>A Task's call is due. <paramref name="Work"/> identifies it within the execution, in arrivals and task tokens.</summary>
public sealed record WorkScheduled(
    int Work,
    string Resource,
    JsonValue Arguments,
    int? TimeoutSeconds,
    int? HeartbeatSeconds,
    string? RoleArn) : ExecutionEvent;

public sealed record WorkStarted(int Work, string? WorkerName) : ExecutionEvent;

/// <summary>The service took a <c>.sync</c> or <c>.waitForTaskToken</c> call; its end comes later.</summary>
public sealed record WorkSubmitted(int Work, JsonValue Output) : ExecutionEvent;

public sealed record WorkSucceeded(int Work, JsonValue Output) : ExecutionEvent;

/// <param name="Stage">Null, or which stage failed: <c>Schedule</c>, <c>Start</c>, <c>Submit</c>.</param>
public sealed record WorkFailed(int Work, StatesError Error, string? Stage = null) : ExecutionEvent;

public sealed record WorkTimedOut(int Work, StatesError Error) : ExecutionEvent;

public sealed record HeartbeatReceived(int Work) : ExecutionEvent
{
    [JsonIgnore]
    public override bool IsVisible => false;
}

public sealed record TimerStarted(DateTimeOffset DueAt) : ExecutionEvent
{
    [JsonIgnore]
    public override bool IsVisible => false;
}

public sealed record RetryScheduled(int Retrier, DateTimeOffset DueAt) : ExecutionEvent
{
    [JsonIgnore]
    public override bool IsVisible => false;
}

public sealed record TimerFired : ExecutionEvent
{
    [JsonIgnore]
    public override bool IsVisible => false;
}

/// <summary>
/// Somebody moved this execution's clock on by hand: it happened at <see cref="ExecutionEvent.At"/>, and from then on every time of this
/// execution is so much later than real time. What became due follows in the same turn.
/// </summary>
public sealed record TimeSkipped(TimeSpan By) : ExecutionEvent
{
    [JsonIgnore]
    public override bool IsVisible => false;
}

/// <param name="FirstChild">Frame of branch 0; the others follow.</param>
public sealed record ParallelStarted(int FirstChild, int Count, JsonValue Input) : ExecutionEvent;

public sealed record ParallelSucceeded : ExecutionEvent;

public sealed record ParallelFailed(StatesError Error) : ExecutionEvent;

/// <summary>A branch of a Parallel ended with this output.</summary>
public sealed record BranchEnded(JsonValue Output) : ExecutionEvent
{
    [JsonIgnore]
    public override bool IsVisible => false;
}

/// <summary>A branch or iteration failed of this error; its siblings end with it.</summary>
public sealed record BranchFailed(StatesError Error) : ExecutionEvent
{
    [JsonIgnore]
    public override bool IsVisible => false;
}

/// <summary>A branch ended because a sibling failed, in a state for which AWS shows no abort.</summary>
public sealed record BranchAborted : ExecutionEvent
{
    [JsonIgnore]
    public override bool IsVisible => false;
}

/// <param name="Length">Number of items; 0 where an ItemReader brings them.</param>
/// <param name="Input">The effective input of the visit, which ItemSelector sees as <c>$</c>.</param>
public sealed record MapStarted(
    int Length,
    JsonArray? Items,
    JsonValue Input,
    int MaxConcurrency) : ExecutionEvent;

/// <param name="Child">Frame of the iteration.</param>
public sealed record MapIterationStarted(string State, int Index, int Child, JsonValue Input) : ExecutionEvent;

public sealed record MapIterationSucceeded(string State, int Index, JsonValue Output) : ExecutionEvent;

public sealed record MapIterationFailed(string State, int Index) : ExecutionEvent;

public sealed record MapIterationAborted(string State, int Index) : ExecutionEvent;

public sealed record MapSucceeded : ExecutionEvent;

public sealed record MapFailed(StatesError Error) : ExecutionEvent;

public sealed record MapRunStarted(int Work, string MapRunArn, long? ToleratedFailureCount, double? ToleratedFailurePercentage) : ExecutionEvent;

public sealed record MapRunSucceeded(int Work, JsonValue Output) : ExecutionEvent;

public sealed record MapRunFailed(int Work, StatesError Error) : ExecutionEvent;

public sealed record MapRunRedriven(int Work, string MapRunArn, int RedriveCount) : ExecutionEvent;

public sealed record ExecutionSucceeded(JsonValue Output) : ExecutionEvent;

public sealed record ExecutionFailed(StatesError Error) : ExecutionEvent;

public sealed record ExecutionTimedOut : ExecutionEvent;

public sealed record ExecutionAborted(StatesError Error) : ExecutionEvent;

public sealed record ExecutionRedriven(int RedriveCount) : ExecutionEvent;
