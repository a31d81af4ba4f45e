using StepFlow.ConsoleUI.Executions.Following;
using StepFlow.ConsoleUI.Executions.Sharing;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.HistoryView;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.ConsoleUI.Executions.Events;

/// <summary>One line of the event table: an event with the visit it belongs to. Made by the thousand, so it works out what it says when asked.</summary>
/// <param name="Index">Place in the journal, from 0.</param>
public readonly record struct EventRow(int Index, ExecutionEvent Event, StateVisit? Visit)
{
    /// <summary>AWS's name of the event, or ours where AWS has none.</summary>
    public string Type => Event switch
    {
        OtherEvent other => other.Type,
        StateEntered e => e.StateType + "StateEntered",
        StateExited e => e.StateType + "StateExited",
        StateAborted e => e.StateType + "StateAborted",
        WorkScheduled => Family + "Scheduled",
        WorkStarted => Family + "Started",
        WorkSubmitted => Family + "Submitted",
        WorkSucceeded => Family + "Succeeded",
        WorkFailed e => Family + e.Stage + "Failed",
        WorkTimedOut => Family + "TimedOut",
        ParallelStarted or ParallelSucceeded or ParallelFailed => Event.GetType().Name.Replace("Parallel", "ParallelState", StringComparison.Ordinal),
        MapStarted or MapSucceeded or MapFailed => Event.GetType().Name.Replace("Map", "MapState", StringComparison.Ordinal),
        _ => Event.GetType().Name,
    };

    public EventKinds Kind => Event switch
    {
        { Id: 0 } => EventKinds.Own,
        StateEntered or StateExited or StateAborted or EvaluationFailed => EventKinds.States,
        WorkScheduled or WorkStarted or WorkSubmitted or WorkSucceeded or WorkFailed or WorkTimedOut => EventKinds.Calls,
        ExecutionStarted or ExecutionSucceeded or ExecutionFailed or ExecutionTimedOut or ExecutionAborted or ExecutionRedriven => EventKinds.Execution,
        _ => EventKinds.Branches,
    };

    public string? State => Visit?.State;

    /// <summary>What failed, where something did.</summary>
    public StatesError? Error => Event switch
    {
        WorkFailed e => e.Error,
        WorkTimedOut e => e.Error,
        EvaluationFailed e => e.Error,
        ParallelFailed e => e.Error,
        MapFailed e => e.Error,
        MapRunFailed e => e.Error,
        BranchFailed e => e.Error,
        ExecutionFailed e => e.Error,
        ExecutionTimedOut => new(StatesError.Timeout),
        ExecutionAborted e => e.Error,
        _ => null,
    };

    /// <summary>Whether it is about a failure, one without an error of its own included.</summary>
    public bool IsFailure => Error is not null || Event is MapIterationFailed;

    /// <summary>Whether the clock was moved on by hand here.</summary>
    public TimeSpan? Skipped => (Event as TimeSkipped)?.By;

    /// <summary>Numbers of branches and iterations from the outside in, such as <c>[2] [0]</c>; empty in the execution itself.</summary>
    public string Place => Visit is null ? "" : PlaceOf(Event is MapIterationStarted { Child: var child } ? Visit.Branches.LastOrDefault(b => b.Frame == child) ?? Visit.Branch : Visit.Branch);

    /// <summary>The details as AWS shows them; null where there are none.</summary>
    public JsonObject? Details(ExecutionView view)
    {
        if (Event is OtherEvent other)
        {
            return other.Details;
        }

        if (Event.Id is 0)
        {
            return OwnEvents.Write(Event, after: 0).Without("after").Without("type").Without("timestamp").Without("frame");
        }

        // The projection must know the execution and the call before it can show an event of them.
        var projection = new HistoryProjection();
        if (view.Started is { } started && Event is not ExecutionStarted)
        {
            projection.Project(started);
        }

        if (view.CallOf(Event) is { } attempt && Event is not WorkScheduled)
        {
            projection.Project(attempt.Scheduled);
        }

        return projection.Project(Event)?.Details;
    }

    private string Family => Visit?.Attempt is { } attempt && TaskResource.TryParse(attempt.Scheduled.Resource, out var resource)
        ? resource switch { TaskResource.LambdaFunction => "LambdaFunction", TaskResource.Activity => "Activity", _ => "Task" }
        : "Task";

    private static string PlaceOf(Branch branch)
    {
        var place = "";
        for (var at = branch; at.Parent is { } parent; at = parent.Branch)
        {
            place = place.Length is 0 ? $"[{at.Index}]" : $"[{at.Index}] {place}";
        }

        return place;
    }
}
