using System.Collections.Frozen;
using StepFlow.Language.Json;

namespace StepFlow.Language.Intrinsics;

/// <summary>What a function does with its evaluated arguments; a wrong number or kind of them is an <see cref="IntrinsicFault"/>.</summary>
internal delegate JsonValue IntrinsicFunction(ReadOnlySpan<JsonValue> arguments, IntrinsicEnvironment environment);

/// <summary>The functions by name, without <c>States.</c>; Format is a part of the grammar, see <see cref="IntrinsicNode.Format"/>.</summary>
internal static class IntrinsicFunctions
{
    public const string Format = "Format";

    public static readonly FrozenDictionary<string, IntrinsicFunction> All =
        ArrayFunctions.All.Concat(MathFunctions.All).Concat(TextFunctions.All).Concat(JsonFunctions.All)
            .ToFrozenDictionary(StringComparer.Ordinal);
}
