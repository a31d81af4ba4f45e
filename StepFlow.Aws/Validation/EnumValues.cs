using System.Collections.Frozen;

namespace StepFlow.Aws.Validation;

/// <summary>The values of an enumeration, and the order in which AWS lists them when none of them came.</summary>
public sealed class EnumValues
{
    private const int Buckets = 32;
    private readonly FrozenSet<string> _values;

    public EnumValues(params string[] values)
    {
        _values = values.ToFrozenSet(StringComparer.Ordinal);
        Listed = string.Join(", ", InServiceOrder(values));
    }

    public IReadOnlyCollection<string> Values => _values;

    /// <summary>As in <c>Member must satisfy enum value set: […]</c>.</summary>
    public string Listed { get; }

    public bool Contains(string value) => _values.Contains(value);

    // Recorded lists (ListExecutions, Simple Workflow, KMS) all come in the order of a hash table with 32 chains over Java's
    // string hash, the youngest entry of a chain first.
    private static IEnumerable<string> InServiceOrder(string[] values) =>
        values.Reverse().OrderBy(value => JavaHash(value) % Buckets);

    private static uint JavaHash(string value) => value.Aggregate(0u, (hash, c) => unchecked((31 * hash) + c));
}
