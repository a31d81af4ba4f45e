using System.Collections;

namespace StepFlow.Traces.Spans;

/// <summary>
/// Named values in the order they came. A value is a string, bool, long, double or byte array, a list of such values, or <see cref="Attributes"/>
/// once more.
/// </summary>
public sealed class Attributes(IReadOnlyList<KeyValuePair<string, object>> all) : IReadOnlyList<KeyValuePair<string, object>>
{
    public static Attributes None { get; } = new([]);

    public int Count => all.Count;

    public KeyValuePair<string, object> this[int index] => all[index];

    /// <summary>A value by its name; null where there is none.</summary>
    public object? this[string name]
    {
        get
        {
            for (var i = 0; i < all.Count; i++)
            {
                if (string.Equals(all[i].Key, name, StringComparison.Ordinal))
                {
                    return all[i].Value;
                }
            }

            return null;
        }
    }

    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => all.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
