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
    /// <summary>No variables, the system's time, generous limits.</summary>
    public static JsonataEnvironment Empty { get; } = new();

    /// <summary>The variables; they go before the built-in functions of the same name.</summary>
    public IJsonataVariables? Variables { get; init; }

    /// <summary>What <c>$now()</c> and <c>$millis()</c> say; without it, the time when the evaluation first asks, to its end.</summary>
    public DateTimeOffset? Now { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where <c>$random()</c> and <c>$shuffle()</c> take their numbers from; one of its own when not given.</summary>
    public Random? Random { get; init; }

    /// <summary>Where <c>$uuid()</c> takes its values from; random ones (version 4) when not given.</summary>
    public Func<Guid>? NewGuid { get; init; }

    public JsonataLimits Limits { get; init; } = JsonataLimits.Default;

    /// <summary>By what the time limit is measured: real time, also where <see cref="Time"/> is not.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>An environment with these variables.</summary>
    public static JsonataEnvironment With(params IEnumerable<KeyValuePair<string, JsonValue>> variables) =>
        new() { Variables = new Table(new Dictionary<string, JsonValue>(variables, StringComparer.Ordinal)) };

    private sealed class Table(Dictionary<string, JsonValue> values) : IJsonataVariables
    {
        public JsonValue? Lookup(string name) => values.GetValueOrDefault(name);
    }
}
