using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>What an evaluation came to.</summary>
public enum JsonataResultKind
{
    /// <summary>Nothing: there is no such value.</summary>
    Undefined,

    /// <summary>A JSON value.</summary>
    Value,

    /// <summary>A function, or something that contains one.</summary>
    Function,
}

/// <summary>The result of an evaluation; <see cref="Value"/> is null unless the kind is <see cref="JsonataResultKind.Value"/>.</summary>
public readonly record struct JsonataResult(JsonataResultKind Kind, JsonValue? Value);
