using StepFlow.Language.Errors;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.StepFunctions.Executing;

/// <summary>Answers, tokens, heartbeats and the ends of Map Runs. One that is no longer waited for is dropped.</summary>
internal static class WorkArrivals
{
    public static void Take(Turn turn, Arrival arrival)
    {
        switch (arrival)
        {
            case Arrival.Answered a when Find(turn, a.Work) is var (frame, call):
                Answer(turn, frame, call, a.Outcome);
                break;
            case Arrival.Finished f when Find(turn, f.Work) is var (frame, _):
                Finish(turn, frame, f.Work, f.Outcome);
                break;
            case Arrival.Taken t when Find(turn, t.Work) is var (frame, call) && !call.Started:
                turn.Emit(new WorkStarted(t.Work, t.WorkerName), frame);
                break;
            case Arrival.Reported r when Find(turn, r.Work) is var (frame, _):
                Report(turn, frame, r.Work, r.Report);
                break;
            case Arrival.MapRunEnded m when turn.Execution.Frames.FirstOrDefault(f => f.Pending is Work.MapRun run && run.Number == m.Work) is { } frame:
                EndMapRun(turn, frame, m);
                break;
            default:
                break;
        }
    }

    private static void Report(Turn turn, Frame frame, int work, TaskReport report)
    {
        switch (report)
        {
            case TaskReport.Success success:
                Finish(turn, frame, work, TaskOutcome.Of(success.Output));
                break;
            case TaskReport.Failure failure:
                Fail(turn, frame, work, new(failure.Error, failure.Cause));
                break;
            case TaskReport.Heartbeat:
                turn.Emit(new HeartbeatReceived(work), frame);
                break;
            default:
                throw new InvalidOperationException($"No such report: {report.GetType().Name}");
        }
    }

    private static void Finish(Turn turn, Frame frame, int work, TaskOutcome outcome)
    {
        switch (outcome)
        {
            case TaskOutcome.Succeeded success when success.Output.Utf8Length > StateRun.LargestData:
                Fail(turn, frame, work, TooLarge(frame));
                break;
            case TaskOutcome.Succeeded success:
                turn.Emit(new WorkSucceeded(work, success.Output), frame);
                StateRun.Complete(turn, frame, success.Output);
                break;
            case TaskOutcome.Failed failed:
                Fail(turn, frame, work, failed.Error);
                break;
            default:
                throw new InvalidOperationException($"No such outcome: {outcome.GetType().Name}");
        }
    }

    private static StatesError TooLarge(Frame frame)
    {
        var arn = ((Work.Call)frame.Pending!).Scheduled.Resource;
        var name = TaskResource.TryParse(arn, out var resource) && resource is TaskResource.Integration integration ? integration.ResourceType : "lambda";
        return new(
            StatesError.DataLimitExceeded,
            $"The state/task '{name}' returned a result with a size exceeding the maximum number of bytes service limit.");
    }

    private static void Fail(Turn turn, Frame frame, int work, StatesError error)
    {
        turn.Emit(new WorkFailed(work, error), frame);
        var state = StateRun.CurrentState(turn, frame);
        Failures.OfState(turn, frame, state, StateRun.Scope(turn, frame, state, taskToken: null), error);
    }

    private static void Answer(Turn turn, Frame frame, Work.Call call, TaskOutcome outcome)
    {
        var waits = TaskResource.TryParse(call.Scheduled.Resource, out var resource)
            && resource is TaskResource.Integration { Pattern: not IntegrationPattern.RequestResponse };
        if (waits && outcome is TaskOutcome.Succeeded success)
        {
            turn.Emit(new WorkSubmitted(call.Scheduled.Work, success.Output), frame);
            return;
        }

        Finish(turn, frame, call.Scheduled.Work, outcome);
    }

    private static void EndMapRun(Turn turn, Frame frame, Arrival.MapRunEnded ended)
    {
        if (ended.Outcome is TaskOutcome.Succeeded success)
        {
            turn.Emit(new MapRunSucceeded(ended.Work, success.Output), frame);
            turn.Emit(new MapSucceeded(), frame);
            StateRun.Complete(turn, frame, success.Output);
            return;
        }

        var error = ((TaskOutcome.Failed)ended.Outcome).Error;
        turn.Emit(new MapRunFailed(ended.Work, error), frame);
        var state = StateRun.CurrentState(turn, frame);
        Failures.OfState(turn, frame, state, StateRun.Scope(turn, frame, state, taskToken: null), error);
    }

    private static (Frame Frame, Work.Call Call)? Find(Turn turn, int work) =>
        turn.Execution.FindWork(work) is { Pending: Work.Call call } frame ? (frame, call) : null;
}
