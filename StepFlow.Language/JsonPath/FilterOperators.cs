using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using StepFlow.Language.Json;

namespace StepFlow.Language.JsonPath;

/// <summary>What a comparison sees: a value, nothing (a path that was not found) or a regular expression.</summary>
internal readonly record struct FilterValue(JsonValue? Json, Regex? Pattern = null);

internal delegate bool FilterOperator(FilterValue left, FilterValue right);

/// <summary>The comparisons of a filter. Numbers and strings that look like numbers compare with each other, as in Jayway's library.</summary>
internal static class FilterOperators
{
    public static readonly FrozenDictionary<string, FilterOperator> All = new Dictionary<string, FilterOperator>
    {
        ["=="] = AreEqual,
        ["!="] = (l, r) => !AreEqual(l, r),
        ["==="] = (l, r) => SameKind(l, r) && AreEqual(l, r),
        ["!=="] = (l, r) => !(SameKind(l, r) && AreEqual(l, r)),
        ["<"] = (l, r) => Order(l, r) < 0,
        ["<="] = (l, r) => Order(l, r) <= 0,
        [">"] = (l, r) => Order(l, r) > 0,
        [">="] = (l, r) => Order(l, r) >= 0,
        ["=~"] = Matches,
        ["IN"] = (l, r) => In(l, r),
        ["NIN"] = (l, r) => !In(l, r),
        ["CONTAINS"] = Contains,
        ["ALL"] = (l, r) => l.Json is JsonArray a && r.Json is JsonArray b && b.All(v => Holds(a, v)),
        ["SUBSETOF"] = (l, r) => l.Json is JsonArray a && r.Json is JsonArray b && a.All(v => Holds(b, v)),
        ["ANYOF"] = (l, r) => l.Json is JsonArray a && r.Json is JsonArray b && a.Any(v => Holds(b, v)),
        ["NONEOF"] = (l, r) => l.Json is JsonArray a && r.Json is JsonArray b && !a.Any(v => Holds(b, v)),
        ["SIZE"] = (l, r) => r.Json is JsonNumber n && SizeOf(l.Json) == n.Value,
        ["EMPTY"] = (l, r) => r.Json is JsonBoolean expected && SizeOf(l.Json) is { } size && size is 0 == expected.Value,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static bool AreEqual(FilterValue left, FilterValue right) => (left.Json, right.Json) switch
    {
        (null, _) or (_, null) => false,
        (JsonNumber n, JsonString s) => Number(s) == n.Value,
        (JsonString s, JsonNumber n) => string.Equals(s.Value, n.Text, StringComparison.Ordinal),
        var (l, r) => l.Equals(r),
    };

    private static bool SameKind(FilterValue left, FilterValue right) => left.Json?.GetType() == right.Json?.GetType();

    // Incomparable values are neither less nor greater nor equal: NaN makes every comparison false.
    private static double Order(FilterValue left, FilterValue right) => (left.Json, right.Json) switch
    {
        (JsonNumber l, JsonNumber r) => l.Value.CompareTo(r.Value),
        (JsonString l, JsonString r) => string.CompareOrdinal(l.Value, r.Value),
        _ => double.NaN,
    };

    private static double Number(JsonString text) =>
        double.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

    private static bool In(FilterValue left, FilterValue right) =>
        left.Json is not null && right.Json is JsonArray list && Holds(list, left.Json);

    private static bool Holds(JsonArray list, JsonValue value) => list.Any(item => AreEqual(new(item), new(value)));

    private static bool Contains(FilterValue left, FilterValue right) => (left.Json, right.Json) switch
    {
        (JsonString l, JsonString r) => l.Value.Contains(r.Value, StringComparison.Ordinal),
        (JsonArray l, { } r) => Holds(l, r),
        _ => false,
    };

    private static int? SizeOf(JsonValue? value) => value switch
    {
        JsonString s => s.Value.Length,
        JsonArray a => a.Count,
        JsonObject o => o.Count,
        _ => null,
    };

    private static bool Matches(FilterValue left, FilterValue right) => (left, right) switch
    {
        ({ Pattern: { } p }, { Pattern: null }) => Matches(p, right.Json),
        ({ Pattern: null }, { Pattern: { } p }) => Matches(p, left.Json),
        _ => false,
    };

    private static bool Matches(Regex pattern, JsonValue? value) => value switch
    {
        JsonString s => pattern.IsMatch(s.Value),
        JsonNumber n => pattern.IsMatch(n.Text),
        JsonBoolean b => pattern.IsMatch(b.ToString()),
        JsonArray list => list.Any(item => Matches(pattern, item)),
        _ => pattern.IsMatch(""),
    };
}
