using StepFlow.Language.Json;

namespace StepFlow.Language.Intrinsics;

/// <summary>Array, ArrayPartition, ArrayContains, ArrayRange, ArrayGetItem, ArrayLength, ArrayUnique.</summary>
internal static class ArrayFunctions
{
    private const int LongestRange = 1000;

    public static readonly Dictionary<string, IntrinsicFunction> All = new()
    {
        ["Array"] = (arguments, _) => JsonArray.Of(arguments),
        ["ArrayPartition"] = (arguments, _) => arguments is [JsonArray array, JsonNumber size] && size.Value >= 1
            ? Partition(array, size.Value)
            : throw IntrinsicFault.InvalidArguments("ArrayPartition"),
        ["ArrayContains"] = (arguments, _) => arguments is [JsonArray array, var value]
            ? Contains(array, value)
            : throw IntrinsicFault.InvalidArguments("ArrayContains"),
        ["ArrayRange"] = (arguments, _) => arguments is [JsonNumber first, JsonNumber last, JsonNumber step]
            ? Range(first.Value, last.Value, step.Value)
            : throw IntrinsicFault.InvalidArguments("ArrayRange"),
        ["ArrayGetItem"] = (arguments, _) => arguments is [JsonArray array, JsonNumber index]
            ? Item(array, index.Value)
            : throw IntrinsicFault.InvalidArguments("ArrayGetItem"),
        ["ArrayLength"] = (arguments, _) => arguments is [JsonArray array]
            ? array.Count
            : throw IntrinsicFault.InvalidArguments("ArrayLength"),
        ["ArrayUnique"] = (arguments, _) => arguments is [JsonArray array]
            ? JavaSet.Distinct(array)
            : throw IntrinsicFault.InvalidArguments("ArrayUnique"),
    };

    private static JsonArray Partition(JsonArray array, double size) =>
        JsonArray.Of(array.Chunk((int)Math.Min(size, int.MaxValue)).Select(chunk => (JsonValue)JsonArray.Wrap(chunk)));

    // AWS was seen to compare what Java's toString writes: true is in ["true"], and the order of members matters.
    private static bool Contains(JsonArray array, JsonValue value)
    {
        var text = JavaText.Of(value);
        return array.Any(item => string.Equals(JavaText.Of(item), text, StringComparison.Ordinal));
    }

    // AWS was seen to cut fractions off here, although it documents rounding.
    private static JsonArray Range(double first, double last, double step)
    {
        (first, last, step) = (Math.Truncate(first), Math.Truncate(last), Math.Truncate(step));
        var count = step is 0 ? double.PositiveInfinity : Math.Max(0, Math.Floor((last - first) / step) + 1);
        return count <= LongestRange
            ? JsonArray.Of(Enumerable.Range(0, (int)count).Select(i => (JsonValue)JsonNumber.Of(first + (i * step))))
            : throw IntrinsicFault.InvalidArguments("ArrayRange");
    }

    private static JsonValue Item(JsonArray array, double index)
    {
        var at = Math.Truncate(index);
        return array.Count is 0 ? JsonValue.Null
            : at >= 0 && at < array.Count ? array[(int)at]
            : throw IntrinsicFault.InvalidArguments("ArrayGetItem");
    }
}
