using StepFlow.Language.Definitions;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.Language.States;
using StepFlow.StepFunctions.Journal;

namespace StepFlow.StepFunctions.Executing;

/// <summary>Branches of Parallel and iterations of inline Map: starting, ending, failing.</summary>
internal static class Branching
{
    /// <summary>Iterations that run at once where MaxConcurrency is 0 (AWS: "up to 40").</summary>
    private const int InlineConcurrency = 40;

    public static StateGroup GroupOf(Turn turn, Frame frame) => frame.Group ??= FindGroup(turn, frame);

    public static void EnterGroup(Turn turn, Frame frame, JsonValue input)
    {
        var start = GroupOf(turn, frame).Start;
        turn.Emit(new StateEntered(start.Name, start.Type, input), frame, frame.Parent is null ? 0 : null);
        turn.MakeReady(frame);
    }

    public static void StartParallel(Turn turn, Frame frame, ParallelState state, JsonValue input)
    {
        turn.Emit(new ParallelStarted(turn.Execution.NextFrame, state.Branches.Count, input), frame);
        foreach (var child in frame.Children!.Running.ToArray())
        {
            EnterGroup(turn, child!, input);
        }

        EndIfDone(turn, frame);
    }

    public static void StartMap(Turn turn, Frame frame, MapState state, MapPlan plan)
    {
        turn.Emit(
            new MapStarted(plan.Items?.Count ?? 0, plan.Items, plan.Input, plan.MaxConcurrency),
            frame);
        if (state.Distribution is { } distribution)
        {
            StartMapRun(turn, frame, state, plan, distribution.Label);
            return;
        }

        StartIterations(turn, frame);
        EndIfDone(turn, frame);
    }

    /// <summary>Starts as many iterations as may run at once.</summary>
    /// <param name="previous">The event the first one follows; null for the frame's last.</param>
    public static void StartIterations(Turn turn, Frame frame, long? previous = null)
    {
        var children = frame.Children!;
        var plan = children.Plan!;
        var state = (MapState)StateRun.CurrentState(turn, frame);
        var most = plan.MaxConcurrency is 0 ? InlineConcurrency : plan.MaxConcurrency;
        var scope = StateRun.Scope(turn, frame, state, taskToken: null);
        List<Frame> started = [];
        while (children.RunningCount < most && children.NextToStart < children.Count)
        {
            var index = children.NextToStart;
            JsonValue input;
            try
            {
                input = state.ItemInput(scope, plan.Input, index, plan.Items![index]);
            }
            catch (StatesException e)
            {
                AbortChildren(turn, frame, failing: null);
                Failures.OfEvaluation(turn, frame, state, scope, e, entering: false);
                return;
            }

            turn.Emit(new MapIterationStarted(state.Name, index, turn.Execution.NextFrame, input), frame, previous);
            started.Add(children.Running[index]!);
            EnterGroup(turn, children.Running[index]!, input);
        }
    }

    /// <summary>A branch has come to its end with an output.</summary>
    public static void EndChild(Turn turn, Frame child, JsonValue output)
    {
        var parent = child.Parent!;
        var last = child.LastEventId;
        if (parent.Children!.Plan is null)
        {
            turn.Emit(new BranchEnded(output), child);
        }
        else
        {
            turn.Emit(new MapIterationSucceeded(parent.State, child.Index, output), child);
            StartIterations(turn, parent, last);
        }

        EndIfDone(turn, parent);
    }

    /// <summary>A branch failed: its siblings end with it, and the Parallel or Map deals with the error.</summary>
    public static void FailChild(Turn turn, Frame child, StatesError error)
    {
        var parent = child.Parent!;
        turn.Emit(new BranchFailed(error), child);
        AbortChildren(turn, parent, failing: child);
        var state = StateRun.CurrentState(turn, parent);
        Failures.OfState(turn, parent, state, StateRun.Scope(turn, parent, state, taskToken: null), error);
    }

    private static void StartMapRun(Turn turn, Frame frame, MapState state, MapPlan plan, string? label)
    {
        var scope = StateRun.Scope(turn, frame, state, taskToken: null);
        FailureTolerance tolerance;
        try
        {
            tolerance = state.Tolerance(scope, plan.Input);
        }
        catch (StatesException e)
        {
            Failures.OfEvaluation(turn, frame, state, scope, e, entering: false);
            return;
        }

        var arn = turn.Context.MakeMapRunArn(new(turn.Execution, state.Name, label));
        turn.Emit(new MapRunStarted(turn.Execution.NextWork, arn, tolerance.Count, tolerance.Percentage), frame);
    }

    private static void EndIfDone(Turn turn, Frame frame)
    {
        if (frame.Children is not { } children || children.EndedCount < children.Count || frame.Phase is not FramePhase.Waiting)
        {
            return;
        }

        turn.Emit<ExecutionEvent>(children.Plan is null ? new ParallelSucceeded() : new MapSucceeded(), frame);
        StateRun.Complete(turn, frame, JsonArray.Wrap([.. children.Outputs.Select(o => o!)]));
    }

    private static void AbortChildren(Turn turn, Frame parent, Frame? failing)
    {
        var isMap = parent.Children?.Plan is not null;
        foreach (var child in parent.Children?.Running.ToArray() ?? [])
        {
            if (child is null || child.Phase is FramePhase.Ended)
            {
                continue;
            }

            AbortChildren(turn, child, failing: null);
            var stateType = child.StateType;
            if (isMap)
            {
                turn.Emit<ExecutionEvent>(
                    ReferenceEquals(child, failing) ? new MapIterationFailed(parent.State, child.Index) : new MapIterationAborted(parent.State, child.Index),
                    child, parent.LastEventId);
            }

            if (stateType is "Task" or "Wait" or "Parallel" or "Map")
            {
                turn.Emit(new StateAborted(stateType), child, parent.LastEventId);
            }
            else if (!isMap)
            {
                turn.Emit(new BranchAborted(), child);
            }
        }
    }

    private static StateGroup FindGroup(Turn turn, Frame frame)
    {
        if (frame.Parent is null)
        {
            return turn.Context.Definition.Root;
        }

        return StateRun.CurrentState(turn, frame.Parent) switch
        {
            ParallelState parallel => parallel.Branches[frame.Index],
            MapState map => map.Processor,
            var state => throw new InvalidOperationException($"State '{state.Name}' has no branches."),
        };
    }
}
