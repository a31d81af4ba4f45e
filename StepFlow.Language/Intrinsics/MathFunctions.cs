using StepFlow.Language.Java;
using StepFlow.Language.Json;

namespace StepFlow.Language.Intrinsics;

/// <summary>MathAdd and MathRandom: 32 bit integers.</summary>
internal static class MathFunctions
{
    public static readonly Dictionary<string, IntrinsicFunction> All = new()
    {
        ["MathAdd"] = (arguments, _) => arguments is [JsonNumber a, JsonNumber b] ? Add(a.Value, b.Value) : throw InvalidAdd(),
        ["MathRandom"] = Random,
    };

    private static JsonNumber Add(double a, double b)
    {
        var (left, right) = (Round(a), Round(b));
        var sum = left + right;
        return IsInt32(left) && IsInt32(right) && IsInt32(sum) ? JsonNumber.Of((int)sum) : throw InvalidAdd();
    }

    private static JsonNumber Random(ReadOnlySpan<JsonValue> arguments, IntrinsicEnvironment environment)
    {
        if (arguments is not [JsonNumber first, JsonNumber end, ..] || arguments.Length > 3 || (arguments.Length is 3 && arguments[2] is not JsonNumber))
        {
            throw IntrinsicFault.InvalidArguments("MathRandom");
        }

        // AWS was seen to cut fractions off here: (1.6, 5.4) can give 1 and (1.4, 1.6) is refused.
        var (from, to) = (Math.Truncate(first.Value), Math.Truncate(end.Value));
        if (from >= to || !IsInt32(from) || !IsInt32(to))
        {
            throw IntrinsicFault.InvalidArguments("MathRandom");
        }

        return JsonNumber.Of(arguments is [_, _, JsonNumber seed] && to - from <= int.MaxValue
            ? (int)from + new JavaRandom((long)seed.Value).Next((int)(to - from))
            : environment.Random.NextInt64((long)from, (long)to));
    }

    // Java's Math.round: halves go up.
    private static double Round(double value) => Math.Floor(value + 0.5);

    private static bool IsInt32(double value) => value is >= int.MinValue and <= int.MaxValue;

    private static IntrinsicFault InvalidAdd() => IntrinsicFault.InvalidArguments("MathAdd");
}
