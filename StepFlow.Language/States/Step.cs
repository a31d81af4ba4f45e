using StepFlow.Language.Errors;
using StepFlow.Language.Json;

namespace StepFlow.Language.States;

/// <summary>What a state wants next, as a value. States decide, only the engine acts.</summary>
public abstract record Step
{
    private Step()
    {
    }

    /// <summary>The state is done. <paramref name="Next"/> is null where the branch, or the execution, ends here.</summary>
    public sealed record Exit(JsonValue Output, string? Next, JsonObject? Assigned = null) : Step;

    /// <summary>The state failed; Retry and Catch of the state decide what comes of it.</summary>
    public sealed record Fail(StatesError Error) : Step;

    /// <summary>A Task wants its resource called.</summary>
    public sealed record CallTask(JsonValue Arguments, int? TimeoutSeconds, int? HeartbeatSeconds, string? RoleArn) : Step;

    public sealed record WaitUntil(DateTimeOffset DueAt) : Step;

    /// <summary>Parallel wants every branch run on this input.</summary>
    public sealed record RunBranches(JsonValue Input) : Step;

    /// <summary>Map wants its processor run for every item.</summary>
    public sealed record RunMap(MapPlan Plan) : Step;
}

/// <summary>The evaluated settings of one visit to a Map state.</summary>
/// <param name="Items">The items, or null when an ItemReader brings them.</param>
/// <param name="Input">The state's effective input, which ItemSelector and ItemBatcher see as <c>$</c>.</param>
public sealed record MapPlan(JsonArray? Items, JsonValue Input, int MaxConcurrency);

/// <summary>How many items of a Map Run may fail; AWS evaluates this after the Map has started.</summary>
public readonly record struct FailureTolerance(long? Count, double? Percentage);
