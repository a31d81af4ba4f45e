using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>Functions of points in time, which are numbers of milliseconds since 1970.</summary>
internal static class DateFunctions
{
    public static readonly Builtin[] All =
    [
        new("now", "<s?s?:s>", 2, (a, run) => (JsonValue)DateFormatter.Format(run.Now.ToUnixTimeMilliseconds(), a.TextOrNull(0), a.TextOrNull(1))),
        new("millis", "<:n>", 0, (_, run) => JsonNumber.Of(run.Now.ToUnixTimeMilliseconds())),
        new("fromMillis", "<n-s?s?:s>", 3, (a, _) => a[0] is null ? null : (JsonValue)DateFormatter.Format(a.Number(0), a.TextOrNull(1), a.TextOrNull(2))),
        new("toMillis", "<s-s?:n>", 2, ToMillis),
    ];

    private static JsonNumber? ToMillis(JsonValue?[] arguments, Evaluation run)
    {
        if (arguments[0] is null)
        {
            return null;
        }

        var millis = arguments.TextOrNull(1) is { } picture
            ? DateParser.Parse(arguments.Text(0), picture, run.Now)
            : IsoTimestamp.Parse(arguments.Text(0));
        return millis is { } known ? run.Number(known) : null;
    }
}
