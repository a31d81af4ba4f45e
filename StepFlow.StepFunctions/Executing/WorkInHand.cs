using StepFlow.StepFunctions.Tasks;

namespace StepFlow.StepFunctions.Executing;

/// <summary>Tells who owes an execution its next step: time, somebody outside, or a call that is being made this moment.</summary>
internal static class WorkInHand
{
    /// <summary>
    /// Whether something is being done for the execution in real time: states to run, a call in flight, a task in a worker's hands, a job of
    /// another service. While that is so its clock is not moved on unasked, or it would be late for no fault of its own.
    /// </summary>
    public static bool IsAtWork(this Execution execution)
    {
        foreach (var frame in execution.Frames)
        {
            if (frame.Phase is FramePhase.Ready || (frame.Pending is Work.Call call && WaitOf(call) is CallWait.Call or CallWait.Job))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What a call that has not ended waits for.</summary>
    public static CallWait WaitOf(Work.Call call)
    {
        if (!TaskResource.TryParse(call.Scheduled.Resource, out var resource))
        {
            return CallWait.Call;
        }

        return resource switch
        {
            TaskResource.Activity when !call.Started => CallWait.Worker,
            TaskResource.Integration { Pattern: IntegrationPattern.WaitForTaskToken } when call.Submitted is not null => CallWait.Token,
            TaskResource.Integration nested when call.Submitted is not null && nested.Is("states", "startExecution") => CallWait.Execution,
            TaskResource.Integration when call.Submitted is not null => CallWait.Job,
            _ => CallWait.Call,
        };
    }
}

internal enum CallWait
{
    /// <summary>An answer: the call is in flight, or an activity's worker has the task.</summary>
    Call,

    /// <summary>The end of a job that another service took on (<c>.sync</c>).</summary>
    Job,

    /// <summary>The end of an execution it started (<c>.sync</c>).</summary>
    Execution,

    /// <summary>Whoever holds the task token.</summary>
    Token,

    /// <summary>A worker of the activity.</summary>
    Worker,
}
