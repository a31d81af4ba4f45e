using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>Variables an expression may use, looked up when it does. Return the .NET null for a name that is not bound.</summary>
public interface IJsonataVariables
{
    JsonValue? Lookup(string name);
}

/// <summary>Everything an evaluation may see besides its input: variables, time, chance, and how much it may use up.</summary>
public sealed record JsonataEnvironment
{
    private static readonly TimeProvider System = TimeProvider.System;

    /// <summary>No variables, time as it is when the environment is made, generous limits.</summary>
    public static JsonataEnvironment Empty => new();

    /// <summary>The variables; they go before the built-in functions of the same name.</summary>
    public IJsonataVariables? Variables { get; init; }

    /// <summary>What <c>$now()</c> and <c>$millis()</c> say, however long the evaluation takes.</summary>
    public DateTimeOffset Now { get; init; } = System.GetUtcNow();

    /// <summary>Where <c>$random()</c> and <c>$shuffle()</c> take their numbers from.</summary>
    public Random Random { get; init; } = new();

    /// <summary>Where <c>$uuid()</c> takes its values from.</summary>
    public Func<Guid> NewGuid { get; init; } = () => Guid.CreateVersion7();

    public JsonataLimits Limits { get; init; } = JsonataLimits.Default;

    /// <summary>The clock by which the time limit is measured.</summary>
    public TimeProvider Clock { get; init; } = System;

    /// <summary>An environment with these variables.</summary>
    public static JsonataEnvironment With(params IEnumerable<KeyValuePair<string, JsonValue>> variables) =>
        new() { Variables = new Table(new Dictionary<string, JsonValue>(variables, StringComparer.Ordinal)) };

    private sealed class Table(Dictionary<string, JsonValue> values) : IJsonataVariables
    {
        public JsonValue? Lookup(string name) => values.GetValueOrDefault(name);
    }
}
