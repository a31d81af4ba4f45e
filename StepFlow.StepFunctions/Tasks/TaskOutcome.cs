using StepFlow.Language.Errors;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Tasks;

/// <summary>How the call of a Task ended. For <c>.sync</c> and <c>.waitForTaskToken</c> a success is what TaskSubmitted shows.</summary>
public abstract record TaskOutcome
{
    private TaskOutcome()
    {
    }

    public sealed record Succeeded(JsonValue Output) : TaskOutcome;

    public sealed record Failed(StatesError Error) : TaskOutcome;

    public static TaskOutcome Of(JsonValue output) => new Succeeded(output);

    public static TaskOutcome Fail(string name, string cause) => new Failed(new(name, cause));
}
