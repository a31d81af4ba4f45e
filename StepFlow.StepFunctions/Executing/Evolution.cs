using System.Diagnostics;
using StepFlow.Language.Data;
using StepFlow.Language.Json;
using StepFlow.Language.States;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.Executing;

/// <summary>
/// Applies one event to an execution: no clock, no definition, no evaluation, no failure.
/// An event that was stored once is always accepted, so a restart is a fold over the journal.
/// </summary>
public static class Evolution
{
    public static Execution Replay(IEnumerable<ExecutionEvent> journal)
    {
        var execution = new Execution();
        foreach (var @event in journal)
        {
            Apply(execution, @event);
        }

        return execution;
    }

    public static void Apply(Execution execution, ExecutionEvent @event)
    {
        if (@event.Id > 0)
        {
            execution.LastEventId = @event.Id;
        }

        if (@event is ExecutionStarted started)
        {
            Start(execution, started);
            return;
        }

        if (execution.Find(@event.Frame) is not { } frame)
        {
            ApplyToEnded(execution, @event);
            return;
        }

        Chain(frame, @event);
        ApplyToFrame(execution, frame, @event);
    }

    private static void Start(Execution execution, ExecutionStarted started)
    {
        execution.Started = started;
        execution.TimeoutAt = started.TimeoutAt;
        execution.Skipped = started.Ahead ?? TimeSpan.Zero;
        execution.Root = new(0, parent: null, index: 0)
        {
            MapContext = started.Identity.MapContext,
            Variables = started.Identity.Variables is { } variables ? Variables.Of(variables) : Variables.None,
        };
        execution.Add(execution.Root);
    }

    // Outcomes of children and the successes of Parallel and Map stand beside AWS's chain, not in it.
    private static void Chain(Frame frame, ExecutionEvent @event)
    {
        if (@event.Id > 0 && @event is not (ParallelSucceeded or MapSucceeded or MapIterationFailed or MapIterationAborted or MapIterationStarted or StateAborted))
        {
            frame.LastEventId = @event.Id;
        }
    }

    private static void ApplyToFrame(Execution execution, Frame frame, ExecutionEvent @event)
    {
        switch (@event)
        {
            case StateEntered e:
                Enter(frame, e);
                break;
            case StateExited e:
                if (e.Assigned is not null)
                {
                    frame.Variables = frame.Variables.Assign(e.Assigned);
                }

                frame.Children = null;
                frame.WaitFor(null);
                break;
            case WorkScheduled or WorkStarted or WorkSubmitted or WorkSucceeded or WorkFailed or WorkTimedOut or HeartbeatReceived:
                WorkEvolution.Apply(execution, frame, @event);
                break;
            case TimerStarted e:
                frame.WaitFor(new Work.Timer(e.DueAt));
                execution.SetTimer(frame, e.DueAt);
                break;
            case RetryScheduled e:
                ScheduleRetry(execution, frame, e);
                break;
            case TimerFired:
                frame.Phase = FramePhase.Ready;
                frame.WaitFor(null);
                break;
            case ParallelStarted e:
                StartBranches(execution, frame, e);
                break;
            case BranchEnded e:
                EndChild(execution, frame, e.Output, @event);
                break;
            case MapStarted e:
                frame.Children = new(e.Items?.Count ?? 0)
                {
                    Plan = new(e.Items, e.Input, e.MaxConcurrency),
                };
                frame.WaitFor(null);
                frame.Phase = FramePhase.Waiting;
                break;
            case MapIterationStarted e:
                StartIteration(execution, frame, e);
                break;
            case MapIterationSucceeded e:
                EndChild(execution, frame, e.Output, @event);
                break;
            case BranchFailed:
                frame.Parent!.LastEventId = frame.LastEventId;
                break;
            case MapIterationFailed or MapIterationAborted or BranchAborted:
                execution.Remove(frame);
                break;
            case MapRunStarted e:
                frame.MapRunArn = e.MapRunArn;
                frame.Tolerance = new(e.ToleratedFailureCount, e.ToleratedFailurePercentage);
                AwaitMapRun(execution, frame, e.Work, e.MapRunArn);
                break;
            case MapRunRedriven e:
                AwaitMapRun(execution, frame, e.Work, e.MapRunArn);
                break;
            case MapRunSucceeded or MapRunFailed:
                frame.WaitFor(null);
                break;
            case StateAborted:
                if (frame.Parent is not null)
                {
                    execution.Remove(frame);
                }

                break;
            case EvaluationFailed or ParallelSucceeded or MapSucceeded or ParallelFailed or MapFailed:
                break;
            default:
                ApplyToEnded(execution, @event);
                break;
        }
    }

    private static void ApplyToEnded(Execution execution, ExecutionEvent @event)
    {
        switch (@event)
        {
            case ExecutionSucceeded e:
                execution.Output = e.Output;
                End(execution, ExecutionStatus.Succeeded, e.At);
                break;
            case ExecutionFailed e:
                execution.Error = e.Error;
                End(execution, ExecutionStatus.Failed, e.At);
                break;
            case ExecutionTimedOut e:
                End(execution, ExecutionStatus.TimedOut, e.At);
                break;
            case ExecutionAborted e:
                execution.Error = e.Error;
                End(execution, ExecutionStatus.Aborted, e.At);
                break;
            case ExecutionRedriven e:
                execution.RedriveCount = e.RedriveCount;
                execution.RedrivenAt = e.At;
                execution.Status = ExecutionStatus.Running;
                execution.EndedAt = null;
                execution.Error = null;
                Revive(execution, execution.Root);
                break;
            case TimeSkipped e:
                execution.Skipped += e.By;
                break;
            case StateAborted or MapIterationAborted or HeartbeatReceived:
                break;
            default:
                throw new UnreachableException($"Event {@event.GetType().Name} of frame {@event.Frame} has no frame to go to.");
        }
    }

    private static void End(Execution execution, ExecutionStatus status, DateTimeOffset at)
    {
        execution.Status = status;
        execution.EndedAt = at;
        execution.TimeoutAt = null;
        execution.Timers.Clear();
    }

    // Failed and aborted branches stay in the tree, so a redrive runs on from the very states that did not succeed.
    private static void Revive(Execution execution, Frame frame)
    {
        execution.Add(frame);
        frame.LastEventId = execution.LastEventId;
        frame.WaitFor(null);
        frame.RetryCount = 0;
        frame.RetriesByRetrier = null;
        if (frame.Children is not { Count: > 0 } children)
        {
            frame.Phase = FramePhase.Ready;
            return;
        }

        frame.Phase = FramePhase.Waiting;
        foreach (var child in children.Running)
        {
            if (child is not null)
            {
                Revive(execution, child);
            }
        }
    }

    private static void Enter(Frame frame, StateEntered e)
    {
        frame.State = e.State;
        frame.StateType = e.StateType;
        frame.Input = e.Input;
        frame.EnteredAt = e.At;
        frame.EnteredEventId = e.Id;
        frame.BeforeEnteredEventId = e.PreviousId;
        frame.RetryCount = 0;
        frame.RetriesByRetrier = null;
        frame.Children = null;
        frame.MapRunArn = null;
        frame.WaitFor(null);
        frame.Phase = FramePhase.Ready;
    }

    // The iterations of a distributed Map are executions of their own; only its plan is kept here.
    private static void AwaitMapRun(Execution execution, Frame frame, int work, string mapRunArn)
    {
        frame.Children = new(0) { Plan = frame.Children?.Plan, MapRunStarted = true };
        frame.WaitFor(new Work.MapRun(work, mapRunArn));
        execution.NextWork = Math.Max(execution.NextWork, work + 1);
    }

    private static void ScheduleRetry(Execution execution, Frame frame, RetryScheduled e)
    {
        frame.RetryCount++;
        frame.RetriesByRetrier ??= [];
        frame.RetriesByRetrier[e.Retrier] = frame.RetriesByRetrier.GetValueOrDefault(e.Retrier) + 1;
        frame.Children = null;
        frame.MapRunArn = null;
        frame.WaitFor(new Work.Backoff(e.DueAt));
        execution.SetTimer(frame, e.DueAt);
    }

    private static void StartBranches(Execution execution, Frame frame, ParallelStarted e)
    {
        var children = new ChildFrames(e.Count) { NextToStart = e.Count, RunningCount = e.Count };
        for (var i = 0; i < e.Count; i++)
        {
            var child = new Frame(e.FirstChild + i, frame, i) { LastEventId = e.Id };
            children.Running[i] = child;
            execution.Add(child);
        }

        frame.Children = children;
        frame.WaitFor(null);
        frame.Phase = FramePhase.Waiting;
    }

    private static void StartIteration(Execution execution, Frame frame, MapIterationStarted e)
    {
        var children = frame.Children!;
        var child = new Frame(e.Child, frame, e.Index)
        {
            LastEventId = e.Id,
            MapContext = MapState.ItemContext(e.Index, children.Plan!.Items![e.Index]),
        };
        children.Running[e.Index] = child;
        children.NextToStart = e.Index + 1;
        children.RunningCount++;
        execution.Add(child);
    }

    private static void EndChild(Execution execution, Frame child, JsonValue output, ExecutionEvent @event)
    {
        var parent = child.Parent!;
        var children = parent.Children!;
        children.Outputs[child.Index] = output;
        children.Running[child.Index] = null;
        children.RunningCount--;
        children.EndedCount++;
        parent.LastEventId = @event.Id > 0 ? @event.Id : child.LastEventId;
        execution.Remove(child);
    }
}
