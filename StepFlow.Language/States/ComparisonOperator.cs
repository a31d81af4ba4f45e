using System.Collections.Frozen;
using StepFlow.Language.Data;
using StepFlow.Language.Json;

namespace StepFlow.Language.States;

/// <summary>One row of the table of comparison operators.</summary>
/// <param name="TakesPath">Whether there is a form of the same name plus Path.</param>
/// <param name="Test">Value of the Variable, then the operand.</param>
public sealed record ComparisonOperator(string Name, bool TakesPath, Func<JsonValue, JsonValue, bool> Test)
{
    private static readonly FrozenDictionary<string, ComparisonOperator> All = Table().ToFrozenDictionary(o => o.Name, StringComparer.Ordinal);

    public static ComparisonOperator? Find(string name) => All.GetValueOrDefault(name);

    private static IEnumerable<ComparisonOperator> Table() =>
    [
        new("BooleanEquals", true, (a, b) => a is JsonBoolean x && b is JsonBoolean y && x.Value == y.Value),
        new("NumericEquals", true, Numeric(c => c == 0)),
        new("NumericGreaterThan", true, Numeric(c => c > 0)),
        new("NumericGreaterThanEquals", true, Numeric(c => c >= 0)),
        new("NumericLessThan", true, Numeric(c => c < 0)),
        new("NumericLessThanEquals", true, Numeric(c => c <= 0)),
        new("StringEquals", true, Text(c => c == 0)),
        new("StringGreaterThan", true, Text(c => c > 0)),
        new("StringGreaterThanEquals", true, Text(c => c >= 0)),
        new("StringLessThan", true, Text(c => c < 0)),
        new("StringLessThanEquals", true, Text(c => c <= 0)),
        new("StringMatches", false, (a, b) => a is JsonString x && b is JsonString y && StringPattern.Matches(x.Value, y.Value)),
        new("TimestampEquals", true, Time(c => c == 0)),
        new("TimestampGreaterThan", true, Time(c => c > 0)),
        new("TimestampGreaterThanEquals", true, Time(c => c >= 0)),
        new("TimestampLessThan", true, Time(c => c < 0)),
        new("TimestampLessThanEquals", true, Time(c => c <= 0)),
        new("IsBoolean", false, Is(v => v is JsonBoolean)),
        new("IsNull", false, Is(v => v is JsonNull)),
        new("IsNumeric", false, Is(v => v is JsonNumber)),
        new("IsString", false, Is(v => v is JsonString)),
        new("IsTimestamp", false, Is(v => v is JsonString s && Iso8601.TryParse(s.Value, out _))),
        new("IsPresent", false, Is(_ => true)),
    ];

    // Comparing values of different kinds is false, never an error.
    private static Func<JsonValue, JsonValue, bool> Numeric(Func<int, bool> holds) => (a, b) =>
        a is JsonNumber x && b is JsonNumber y && holds(x.Equals(y) ? 0 : x.Value.CompareTo(y.Value));

    private static Func<JsonValue, JsonValue, bool> Text(Func<int, bool> holds) => (a, b) =>
        a is JsonString x && b is JsonString y && holds(string.CompareOrdinal(x.Value, y.Value));

    private static Func<JsonValue, JsonValue, bool> Time(Func<int, bool> holds) => (a, b) =>
        a is JsonString x && b is JsonString y
        && Iso8601.TryParse(x.Value, out var left) && Iso8601.TryParse(y.Value, out var right)
        && holds(left.CompareTo(right));

    private static Func<JsonValue, JsonValue, bool> Is(Func<JsonValue, bool> kind) => (a, b) =>
        b is JsonBoolean expected && kind(a) == expected.Value;
}
