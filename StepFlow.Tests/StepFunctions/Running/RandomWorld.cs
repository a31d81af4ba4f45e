using StepFlow.Language.Json;
using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Tasks;
using StepFlow.Tests.StepFunctions.Executing;

namespace StepFlow.Tests.StepFunctions.Running;

/// <summary>Answers, fails, delays and repeats at random, until the execution has ended.</summary>
/// <param name="skips">Whether the clock is moved on where time would have to pass; null decides at random.</param>
internal sealed class RandomWorld(Choices choices, EngineHarness engine, bool? skips = false)
{
    private int _answers;

    public void Run(int mostSteps)
    {
        for (var step = 0; step < mostSteps && (engine.Execution.IsRunning || Redrive()); step++)
        {
            Step();
        }
    }

    private void Step()
    {
        List<Work.Call> calls = [.. engine.Execution.Frames.Select(f => f.Pending).OfType<Work.Call>().OrderBy(c => c.Scheduled.Work)];
        if (calls.Count is 0)
        {
            Pass();
            return;
        }

        var call = calls[choices.Next(calls.Count)];
        var work = call.Scheduled.Work;
        switch (choices.Next(8))
        {
            case 3:
                End(call, TaskOutcome.Fail("Boom", "because"));
                break;
            case 4:
                End(call, TaskOutcome.Fail("Other", "for no reason"));
                break;
            case 5:
                engine.Report(work, TaskReport.Heartbeat.Instance);
                break;
            case 6 when engine.Execution.NextDue() is not null:
                ToNextDue();
                break;
            case 7:
                engine.Take(_ => new Arrival.Finished(work - 1, TaskOutcome.Of("late")));
                engine.Take(_ => new Arrival.Taken(work, "w"));
                break;
            default:
                End(call, TaskOutcome.Of(JsonObject.Of(("n", ++_answers))));
                break;
        }
    }

    private void Pass()
    {
        if (engine.Execution.NextDue() is null)
        {
            engine.Take(_ => Arrival.Continue.Instance);
        }
        else
        {
            ToNextDue();
        }
    }

    private void ToNextDue()
    {
        if (skips ?? choices.Next(2) is 1)
        {
            engine.SkipToNextDue();
        }
        else
        {
            engine.PassToNextDue();
        }
    }

    private void End(Work.Call call, TaskOutcome outcome)
    {
        var work = call.Scheduled.Work;
        if (call.Scheduled.Resource.EndsWith(".waitForTaskToken", StringComparison.Ordinal) && call.Submitted is null)
        {
            engine.Take(_ => new Arrival.Answered(work, outcome));
        }
        else
        {
            engine.Take(_ => new Arrival.Finished(work, outcome));
        }
    }

    private bool Redrive()
    {
        if (engine.Execution.Status is ExecutionStatus.Succeeded || !choices.AreLeft || engine.Execution.RedriveCount >= 2)
        {
            return false;
        }

        engine.Take(_ => Arrival.Redrive.Instance);
        return engine.Execution.IsRunning;
    }
}
