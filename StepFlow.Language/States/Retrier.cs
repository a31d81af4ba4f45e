using StepFlow.Language.Definitions;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;

namespace StepFlow.Language.States;

/// <summary>One entry of Retry. Attempts are counted per retrier and state visit.</summary>
public sealed record Retrier(
    IReadOnlyList<string> ErrorEquals,
    double IntervalSeconds,
    int MaxAttempts,
    double BackoffRate,
    double? MaxDelaySeconds,
    bool FullJitter)
{
    public static IReadOnlyList<Retrier> ReadAll(FieldReader state) => [.. state.Objects("Retry").Select(Read)];

    public bool Handles(StatesError error) => ErrorEquals.Any(error.Matches);

    /// <summary>The pause before attempt <paramref name="retry"/> (0 is the first retry).</summary>
    public TimeSpan DelayBefore(int retry, Random random)
    {
        var seconds = IntervalSeconds * Math.Pow(BackoffRate, retry);
        if (MaxDelaySeconds is { } most)
        {
            seconds = Math.Min(seconds, most);
        }

        return TimeSpan.FromSeconds(Math.Min(FullJitter ? random.NextDouble() * seconds : seconds, 31_622_400));
    }

    private static Retrier Read(FieldReader reader) => new(
        reader.Texts("ErrorEquals"),
        Number(reader, "IntervalSeconds") ?? 1,
        (int)(Number(reader, "MaxAttempts") ?? 3),
        Number(reader, "BackoffRate") ?? 2,
        Number(reader, "MaxDelaySeconds"),
        string.Equals(reader.OptionalText("JitterStrategy"), "FULL", StringComparison.Ordinal));

    private static double? Number(FieldReader reader, string name) => (reader.Fields[name] as JsonNumber)?.Value;
}
