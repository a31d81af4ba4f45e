using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;
using static StepFlow.StepFunctions.HistoryView.Details;

namespace StepFlow.StepFunctions.HistoryView;

/// <summary>AWS's history as a projection of the journal. Feed it events in order; it remembers which work is which.</summary>
public sealed class HistoryProjection
{
    private readonly WorkView _work = new();

    /// <summary>The events of a journal that AWS shows, as AWS shows them.</summary>
    public static IEnumerable<HistoryEvent> Of(IEnumerable<ExecutionEvent> journal)
    {
        var projection = new HistoryProjection();
        foreach (var @event in journal)
        {
            if (projection.Project(@event) is { } shown)
            {
                yield return shown;
            }
        }
    }

    /// <summary>Begins in the middle of this execution's journal: <see cref="Knows"/> and <see cref="Remember"/> make up for what was not read.</summary>
    internal void Of(string executionArn) => _work.Of(executionArn);

    internal bool Knows(int work) => _work.Knows(work);

    internal void Remember(WorkScheduled scheduled) => _work.Remember(scheduled);

    /// <summary>One event as AWS shows it; null for events of our own.</summary>
    public HistoryEvent? Project(ExecutionEvent @event)
    {
        if (@event.Id is 0)
        {
            return null;
        }

        if (@event is ExecutionStarted started)
        {
            _work.Of(started.Identity.ExecutionArn);
        }

        var (type, detailsName, details) = Shape(@event);
        return new(@event.Id, @event.PreviousId, type, @event.At, detailsName, details);
    }

    private (string Type, string? DetailsName, JsonObject? Details) Shape(ExecutionEvent @event) => @event switch
    {
        ExecutionStarted e => ("ExecutionStarted", "executionStartedEventDetails", Started(e)),
        StateEntered e => ($"{e.StateType}StateEntered", "stateEnteredEventDetails",
            new JsonObjectBuilder().Set("name", e.State).Data("input", e.Input).Build()),
        StateExited e => ($"{e.StateType}StateExited", "stateExitedEventDetails", Exited(e)),
        StateAborted e => ($"{e.StateType}StateAborted", null, null),
        EvaluationFailed e => ("EvaluationFailed", "evaluationFailedEventDetails",
            new JsonObjectBuilder().Error(e.Error).SetIf("location", e.Location is { } location ? (JsonValue)location : null).Set("state", e.State).Build()),
        WorkScheduled or WorkStarted or WorkSubmitted or WorkSucceeded or WorkFailed or WorkTimedOut => _work.Shape(@event),
        ParallelStarted => ("ParallelStateStarted", null, null),
        ParallelSucceeded => ("ParallelStateSucceeded", null, null),
        ParallelFailed => ("ParallelStateFailed", null, null),
        MapStarted e => ("MapStateStarted", "mapStateStartedEventDetails", JsonObject.Of(("length", e.Length))),
        MapIterationStarted e => ("MapIterationStarted", "mapIterationStartedEventDetails", Iteration(e.State, e.Index)),
        MapIterationSucceeded e => ("MapIterationSucceeded", "mapIterationSucceededEventDetails", Iteration(e.State, e.Index)),
        MapIterationFailed e => ("MapIterationFailed", "mapIterationFailedEventDetails", Iteration(e.State, e.Index)),
        MapIterationAborted e => ("MapIterationAborted", "mapIterationAbortedEventDetails", Iteration(e.State, e.Index)),
        MapSucceeded => ("MapStateSucceeded", null, null),
        MapFailed => ("MapStateFailed", null, null),
        MapRunStarted e => ("MapRunStarted", "mapRunStartedEventDetails", JsonObject.Of(("mapRunArn", e.MapRunArn))),
        MapRunRedriven e => ("MapRunRedriven", "mapRunRedrivenEventDetails",
            JsonObject.Of(("mapRunArn", e.MapRunArn), ("redriveCount", e.RedriveCount))),
        MapRunSucceeded => ("MapRunSucceeded", null, null),
        MapRunFailed e => ("MapRunFailed", "mapRunFailedEventDetails", new JsonObjectBuilder().Error(e.Error).Build()),
        ExecutionSucceeded e => ("ExecutionSucceeded", "executionSucceededEventDetails", new JsonObjectBuilder().Data("output", e.Output).Build()),
        ExecutionFailed e => ("ExecutionFailed", "executionFailedEventDetails", new JsonObjectBuilder().Error(e.Error).Build()),
        ExecutionTimedOut => ("ExecutionTimedOut", "executionTimedOutEventDetails", JsonObject.Of(("error", StatesError.Timeout))),
        ExecutionAborted e => ("ExecutionAborted", "executionAbortedEventDetails", new JsonObjectBuilder().Error(e.Error).Build()),
        ExecutionRedriven e => ("ExecutionRedriven", "executionRedrivenEventDetails", JsonObject.Of(("redriveCount", e.RedriveCount))),
        _ => throw new InvalidOperationException($"Event {@event.GetType().Name} has a number but no form in the history."),
    };

    private static JsonObject Started(ExecutionStarted e) => new JsonObjectBuilder()
        .Text("input", e.InputText ?? e.Input.ToString())
        .Set("roleArn", e.Identity.RoleArn)
        .SetIf("stateMachineAliasArn", e.Identity.AliasArn is { } alias ? (JsonValue)alias : null)
        .SetIf("stateMachineVersionArn", e.Identity.VersionArn is { } version ? (JsonValue)version : null)
        .Build();

    private static JsonObject Exited(StateExited e)
    {
        var details = new JsonObjectBuilder().Set("name", e.State).Data("output", e.Output);
        if (e.Assigned is { Count: > 0 } assigned)
        {
            details
                .Set("assignedVariables", JsonObject.Of(assigned.Select(v => KeyValuePair.Create(v.Key, (JsonValue)v.Value.ToString()))))
                .Set("assignedVariablesDetails", NotTruncated);
        }

        return details.Build();
    }

    private static JsonObject Iteration(string state, int index) => JsonObject.Of(("name", state), ("index", index));
}
