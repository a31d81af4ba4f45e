using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>Reads checked arguments.</summary>
internal static class Arguments
{
    public static string Text(this JsonValue?[] arguments, int index) => arguments[index] is JsonString s ? s.Value : throw Wrong(arguments, index);

    public static double Number(this JsonValue?[] arguments, int index) => arguments[index] is JsonNumber n ? n.Value : throw Wrong(arguments, index);

    public static Function Function(this JsonValue?[] arguments, int index) => arguments[index] as Function ?? throw Wrong(arguments, index);

    public static ReadOnlySpan<JsonValue> Items(this JsonValue?[] arguments, int index) =>
        Arrays.TryItems(arguments[index], out var items) ? items : throw Wrong(arguments, index);

    public static string? TextOrNull(this JsonValue?[] arguments, int index) =>
        index < arguments.Length && arguments[index] is not null ? arguments.Text(index) : null;

    public static double? NumberOrNull(this JsonValue?[] arguments, int index) =>
        index < arguments.Length && arguments[index] is not null ? arguments.Number(index) : null;

    private static JsonataException Wrong(JsonValue?[] arguments, int index) => new("T0410") { Value = arguments[index], Index = index + 1 };
}
