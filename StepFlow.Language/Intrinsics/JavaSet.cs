using System.Numerics;
using StepFlow.Language.Json;

namespace StepFlow.Language.Intrinsics;

/// <summary>The distinct items of an array in the order in which Java's HashSet lists them, as AWS returns them.</summary>
internal static class JavaSet
{
    private sealed class SameJavaValue : IEqualityComparer<JsonValue>
    {
        public bool Equals(JsonValue? x, JsonValue? y) => (x, y) switch
        {
            (JsonNumber a, JsonNumber b) => IsWhole(a) == IsWhole(b) && a.Equals(b),
            (JsonArray a, JsonArray b) => a.Count == b.Count && a.Zip(b).All(p => Equals(p.First, p.Second)),
            (JsonObject a, JsonObject b) => a.Count == b.Count && a.All(m => b[m.Key] is { } other && Equals(m.Value, other)),
            _ => x == y,
        };

        public int GetHashCode(JsonValue value) => Hash(value);
    }

    public static JsonArray Distinct(JsonArray array)
    {
        List<JsonValue> items = [.. array.Distinct(new SameJavaValue())];
        var buckets = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, (int)((array.Count / 0.75f) + 1)));
        return JsonArray.Of(items.OrderBy(item => Spread(Hash(item)) & (buckets - 1)));
    }

    private static int Spread(int hash) => hash ^ (int)((uint)hash >> 16);

    private static bool IsWhole(JsonNumber number) => !number.Text.AsSpan().ContainsAny('.', 'e', 'E');

    private static int Hash(JsonValue value) => value switch
    {
        JsonString s => HashText(s.Value),
        JsonBoolean b => b.Value ? 1231 : 1237,
        JsonNumber n when IsWhole(n) && n.TryGetInt64(out var whole) => whole is >= int.MinValue and <= int.MaxValue ? (int)whole : Fold(whole),
        JsonNumber n => Fold(BitConverter.DoubleToInt64Bits(n.Value)),
        JsonArray array => array.Aggregate(1, (hash, item) => unchecked((31 * hash) + Hash(item))),
        JsonObject o => o.Aggregate(0, (hash, member) => unchecked(hash + (HashText(member.Key) ^ Hash(member.Value)))),
        _ => 0,
    };

    private static int Fold(long value) => unchecked((int)(value ^ (long)((ulong)value >> 32)));

    private static int HashText(string text) => text.Aggregate(0, (hash, c) => unchecked((31 * hash) + c));
}
