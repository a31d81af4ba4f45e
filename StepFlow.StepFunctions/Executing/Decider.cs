using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.Executing;

/// <summary>What a turn decided.</summary>
/// <param name="Events">In order; empty where the arrival came too late to matter.</param>
/// <param name="HasMore">The turn was cut: post <see cref="Arrival.Continue"/>.</param>
/// <param name="Defect">A failure of our own, to be logged; the execution has been failed with States.Runtime.</param>
public readonly record struct Decision(IReadOnlyList<ExecutionEvent> Events, bool HasMore, Exception? Defect = null);

/// <summary>Turns one arrival into the events that follow from it. Pure but for the execution, which moves along with its events.</summary>
public static class Decider
{
    public static Decision Decide(DecisionContext context, Execution execution, Arrival arrival)
    {
        var turn = new Turn(context, execution);
        if (arrival is not Arrival.Start && arrival is not Arrival.Redrive && !execution.IsRunning)
        {
            return new([], false);
        }

        try
        {
            Take(turn, arrival);
            turn.RunReady();
        }
        catch (HistoryFullException)
        {
            turn.FailFull();
        }
        catch (Exception defect) when (execution.Started is not null)
        {
            turn.Emit(new ExecutionFailed(new(StatesError.Runtime, $"StepFlow failed by a defect of its own: {defect.Message}")), execution.Root);
            return new(turn.Events, false, defect);
        }

        return new(turn.Events, turn.HasMore);
    }

    private static void Take(Turn turn, Arrival arrival)
    {
        switch (arrival)
        {
            case Arrival.Start start:
                Start(turn, start);
                break;
            case Arrival.Continue:
                foreach (var frame in turn.Execution.Frames.Where(f => f.Phase is FramePhase.Ready).OrderBy(f => f.Id).ToList())
                {
                    turn.MakeReady(frame);
                }

                break;
            case Arrival.Answered or Arrival.Taken or Arrival.Finished or Arrival.Reported or Arrival.MapRunEnded:
                ClockMoves.CatchUp(turn, (arrival as Arrival.Finished)?.At ?? (arrival as Arrival.MapRunEnded)?.At);
                WorkArrivals.Take(turn, arrival);
                break;
            case Arrival.Due:
                DueTimers.Fire(turn);
                break;
            case Arrival.Stop stop:
                turn.Emit(new ExecutionAborted(stop.Error), turn.Execution.Root, previous: 0);
                break;
            case Arrival.Redrive:
                Redrive(turn);
                break;
            case Arrival.Skip skip:
                if (skip.OverCalls || !turn.Execution.IsAtWork())
                {
                    ClockMoves.Skip(turn, skip.To);
                }

                break;
            default:
                throw new InvalidOperationException($"No such arrival: {arrival.GetType().Name}");
        }
    }

    private static void Start(Turn turn, Arrival.Start start)
    {
        var execution = turn.Execution;
        turn.MoveTo(turn.Now + start.Ahead);
        TimeSpan? ahead = start.Ahead > TimeSpan.Zero ? start.Ahead : null;
        turn.Emit(
            new ExecutionStarted(start.Identity, start.Input, start.InputText, TimeoutAt(turn, start), start.Sequence) { Ahead = ahead },
            execution.Root);
        Branching.EnterGroup(turn, execution.Root, start.Input);
    }

    private static DateTimeOffset? TimeoutAt(Turn turn, Arrival.Start start)
    {
        var seconds = (turn.Context.Definition.TimeoutSeconds?.Constant as JsonNumber)?.Value;
        DateTimeOffset? byDefinition = seconds is { } s && s < 99_999_999 ? turn.Now.AddSeconds(s) : null;
        DateTimeOffset? byQuota = start.Identity.Express ? turn.Now.AddMinutes(5) : null;
        return byDefinition is { } a && byQuota is { } b ? (a < b ? a : b) : byDefinition ?? byQuota;
    }

    private static void Redrive(Turn turn)
    {
        var execution = turn.Execution;
        if (execution.Status is ExecutionStatus.Running or ExecutionStatus.Succeeded)
        {
            return;
        }

        turn.Emit(new ExecutionRedriven(execution.RedriveCount + 1), execution.Root);
        foreach (var frame in execution.Frames.Where(f => f.Phase is FramePhase.Ready).OrderBy(f => f.Id).ToList())
        {
            if (frame.MapRunArn is { } mapRun && frame.Children?.Plan is not null)
            {
                turn.Emit(new MapRunRedriven(execution.NextWork, mapRun, execution.RedriveCount), frame);
                continue;
            }

            turn.MakeReady(frame);
        }

        foreach (var frame in execution.Frames.Where(f => f is { Phase: FramePhase.Waiting, Children.Plan: not null }).ToList())
        {
            Branching.StartIterations(turn, frame);
        }
    }
}
