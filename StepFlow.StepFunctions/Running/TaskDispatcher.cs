using Microsoft.Extensions.Logging;
using StepFlow.Language.Errors;
using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.StepFunctions.Running;

/// <summary>Starts what an execution asks of the outside world; outcomes come back as arrivals of its runner.</summary>
public sealed class TaskDispatcher(
    ITaskIntegrations integrations,
    ActivityQueues activities,
    NestedExecutions nested,
    IMapRuns mapRuns,
    ILogger logger)
{
    /// <summary>Acts on one durable event, where it asks for something.</summary>
    internal void Dispatch(ExecutionRunner runner, ExecutionEvent @event)
    {
        switch (@event)
        {
            case WorkScheduled scheduled:
                Call(runner, scheduled, runner.Execution.Find(scheduled.Frame)?.State ?? "");
                break;
            case MapRunStarted started:
                mapRuns.Start(runner, started.Frame, started.Work, started.MapRunArn, redrive: false);
                break;
            case MapRunRedriven redriven:
                mapRuns.Start(runner, redriven.Frame, redriven.Work, redriven.MapRunArn, redrive: true);
                break;
            case WorkTimedOut ended:
                runner.Calls.Withdraw(ended.Work);
                break;
            case WorkSucceeded ended:
                runner.Calls.Forget(ended.Work);
                break;
            case WorkFailed ended:
                runner.Calls.Forget(ended.Work);
                break;
            case ExecutionFailed or ExecutionAborted or ExecutionTimedOut:
                runner.Calls.WithdrawAll();
                mapRuns.AbortOf(runner.Execution.Identity.ExecutionArn);
                break;
            default:
                break;
        }
    }

    /// <summary>
    /// After a restart: a call in flight is made again (whether it had been answered cannot be known); one that was submitted
    /// waits on for its token, or for the execution it started.
    /// </summary>
    internal void Redispatch(ExecutionRunner runner, Frame frame)
    {
        switch (frame.Pending)
        {
            case Work.Call { Submitted: null, Started: var started } call when !(started && IsActivity(call.Scheduled)):
                Call(runner, call.Scheduled, frame.State);
                break;
            case Work.Call { Submitted: not null } call when IsNested(call.Scheduled, out var resource):
                nested.Follow(runner, call.Scheduled.Work, call.Submitted, resource.Pattern);
                break;
            case Work.MapRun run:
                mapRuns.Start(runner, frame.Id, run.Number, run.MapRunArn, redrive: false);
                break;
            default:
                break;
        }
    }

    private static bool IsActivity(WorkScheduled scheduled) =>
        TaskResource.TryParse(scheduled.Resource, out var resource) && resource is TaskResource.Activity;

    private static bool IsNested(WorkScheduled scheduled, out TaskResource.Integration resource)
    {
        resource = null!;
        return TaskResource.TryParse(scheduled.Resource, out var parsed)
            && parsed is TaskResource.Integration integration
            && (resource = integration).Is("states", "startExecution");
    }

    private void Call(ExecutionRunner runner, WorkScheduled scheduled, string state)
    {
        if (!TaskResource.TryParse(scheduled.Resource, out var resource))
        {
            return;
        }

        if (runner.Mocks?.Answer(scheduled, resource, state) is { } mocked)
        {
            if (resource is TaskResource.Activity)
            {
                runner.Post(new Arrival.Taken(scheduled.Work, WorkerName: null));
            }

            runner.Post(new Arrival.Finished(scheduled.Work, mocked));
            return;
        }

        if (resource is TaskResource.Activity)
        {
            var offer = new ActivityOffer(runner, scheduled.Work, scheduled.Arguments.ToString());
            runner.Calls.Add(offer);
            activities.Enqueue(scheduled.Resource, offer);
            return;
        }

        _ = CallAsync(runner, scheduled, resource, state);
    }

    private async Task CallAsync(ExecutionRunner runner, WorkScheduled scheduled, TaskResource resource, string state)
    {
        var cancellation = runner.Calls.Begin(scheduled.Work);
        using var span = runner.EnterTrace(scheduled.Work);
        try
        {
            var isNested = IsNested(scheduled, out var startExecution);
            var outcome = isNested
                ? await nested.StartAsync(runner, scheduled)
                : await integrations.CallAsync(CallOf(runner, scheduled, resource, state), cancellation);
            runner.Post(new Arrival.Answered(scheduled.Work, outcome));
            if (isNested && outcome is TaskOutcome.Succeeded started)
            {
                nested.Follow(runner, scheduled.Work, started.Output, startExecution.Pattern);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Nobody waits for the answer any more: the task timed out, or its execution has ended.
        }
        catch (Exception e)
        {
            logger.TaskBroke(e, scheduled.Resource, runner.Execution.Identity.ExecutionArn);
            runner.Post(new Arrival.Answered(scheduled.Work, TaskOutcome.Fail(StatesError.Runtime, $"StepFlow could not make the call: {e.Message}")));
        }
    }

    private static TaskCall CallOf(ExecutionRunner runner, WorkScheduled scheduled, TaskResource resource, string state)
    {
        var arn = runner.Execution.Identity.ExecutionArn.Split(':');
        return new(
            resource, scheduled.Arguments, arn[3], arn[4], runner.Execution.Identity.ExecutionArn, state,
            runner.TraceHeaderOf(scheduled.Work), scheduled.RoleArn);
    }
}
