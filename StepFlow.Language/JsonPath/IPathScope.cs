using StepFlow.Language.Json;

namespace StepFlow.Language.JsonPath;

/// <summary>What the paths of a state may look at.</summary>
public interface IPathScope
{
    /// <summary>The root of <c>$</c>.</summary>
    JsonValue Input { get; }

    /// <summary>The root of <c>$$</c>.</summary>
    JsonValue Context { get; }

    /// <summary>The value of <c>$name</c>, or null where no such variable is in scope.</summary>
    JsonValue? Variable(string name);
}
