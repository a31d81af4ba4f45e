using StepFlow.Language.Data;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Executing;

/// <summary>Builds the context object (<c>$$</c>, <c>$states.context</c>) of a state visit.</summary>
internal static class ContextObject
{
    public static JsonObject Build(DecisionContext context, Execution execution, Frame frame, string? taskToken)
    {
        var identity = execution.Identity;
        var run = new JsonObjectBuilder(7)
            .Set("Id", identity.ExecutionArn)
            .Set("Input", execution.Started!.Input)
            .Set("StartTime", Iso8601.Format(execution.Started.At))
            .Set("Name", identity.Name)
            .Set("RoleArn", identity.RoleArn)
            .Set("RedriveCount", execution.RedriveCount);
        if (execution.RedrivenAt is { } redriven)
        {
            run.Set("RedriveTime", Iso8601.Format(redriven));
        }

        var state = new JsonObjectBuilder(3)
            .Set("Name", frame.State)
            .Set("EnteredTime", Iso8601.Format(frame.EnteredAt));
        if (frame.StateType is "Task" or "Parallel" or "Map")
        {
            state.Set("RetryCount", frame.RetryCount);
        }

        return new JsonObjectBuilder(5)
            .Set("Execution", run.Build())
            .Set("StateMachine", JsonObject.Of(("Id", identity.StateMachineArn), ("Name", context.StateMachineName)))
            .Set("State", state.Build())
            .SetIf("Task", taskToken is null ? null : JsonObject.Of(("Token", taskToken)))
            .SetIf("Map", frame.FindMapContext())
            .Build();
    }
}
