using StepFlow.Language.Json;

namespace StepFlow.Language.Data;

/// <summary>What evaluation may not make up itself: the time of the decision, chance and fresh ids.</summary>
public sealed record EvaluationEnvironment(TimeProvider Time, Random Random, Func<Guid> NewGuid)
{
    /// <summary>Hears of intermediate values by AWS's names for them (<c>afterInputPath</c>, …); used by TestState.</summary>
    public Action<string, JsonValue>? Inspect { get; init; }
}
