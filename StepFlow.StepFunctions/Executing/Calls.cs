using StepFlow.Language.Data;
using StepFlow.Language.Definitions;
using StepFlow.Language.Errors;
using StepFlow.Language.States;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.StepFunctions.Executing;

/// <summary>Scheduling the call of a Task.</summary>
internal static class Calls
{
    public static void Schedule(Turn turn, Frame frame, TaskState state, StateScope scope, Step.CallTask call)
    {
        var identity = turn.Execution.Identity;
        if (!TaskResource.TryParse(state.Resource, out var resource))
        {
            Failures.OfState(turn, frame, state, scope, new(StatesError.Runtime, IntegrationCatalog.NotRecognized(state.Resource)));
            return;
        }

        if (resource is TaskResource.Activity && !turn.Context.HasActivity(resource.Arn))
        {
            Failures.OfState(turn, frame, state, scope, new(StatesError.Runtime, $"The activity {resource.Arn} does not exist."));
            return;
        }

        var refusal = turn.Context.Check(TaskCallOf(identity, resource, state.Name, call), state.Language is QueryLanguage.Jsonata ? "Arguments" : "Parameters");
        if (refusal is not null)
        {
            Failures.OfEvaluation(turn, frame, state, scope, new(refusal), entering: true);
            return;
        }

        var work = turn.Execution.NextWork;
        turn.Emit(
            new WorkScheduled(work, state.Resource, call.Arguments, call.TimeoutSeconds, call.HeartbeatSeconds, call.RoleArn), frame);
        if (resource is not TaskResource.Activity)
        {
            turn.Emit(new WorkStarted(work, WorkerName: null), frame);
        }
    }

    private static TaskCall TaskCallOf(ExecutionIdentity identity, TaskResource resource, string state, Step.CallTask call)
    {
        var arn = identity.ExecutionArn.Split(':');
        return new(resource, call.Arguments, arn[3], arn[4], identity.ExecutionArn, state, RoleArn: call.RoleArn);
    }
}
