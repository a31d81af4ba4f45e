using StepFlow.Language.Errors;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Tasks.Mocks;

/// <summary>What a mocked invocation gives instead of a call.</summary>
public abstract record MockedAnswer
{
    private MockedAnswer()
    {
    }

    public sealed record Return(JsonValue Result) : MockedAnswer;

    public sealed record Throw(StatesError Error) : MockedAnswer;

    /// <summary>
    /// The Task's outcome. For <c>.sync</c>, <c>.waitForTaskToken</c> and activities it is the final one.
    /// A function given by its ARN may be mocked with the whole answer of Invoke; its payload is the result.
    /// </summary>
    public TaskOutcome OutcomeFor(TaskResource resource) => this switch
    {
        Return { Result: JsonObject answer } when resource is TaskResource.LambdaFunction && answer.Has("StatusCode") && answer["Payload"] is { } payload =>
            TaskResult.Limit(resource, TaskOutcome.Of(payload)),
        Return answer => TaskResult.Limit(resource, TaskOutcome.Of(answer.Result)),
        Throw thrown => new TaskOutcome.Failed(thrown.Error),
        _ => throw new InvalidOperationException($"No such answer: {GetType().Name}"),
    };
}
