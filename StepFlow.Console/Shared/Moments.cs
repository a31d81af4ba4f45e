using System.Globalization;

namespace StepFlow.ConsoleUI.Shared;

/// <summary>Times as people read them; durations in the largest units that say enough.</summary>
public static class Moments
{
    /// <summary>Local time to the millisecond, as tables show it.</summary>
    public static string Clock(DateTimeOffset at, TimeProvider time) =>
        TimeZoneInfo.ConvertTime(at, time.LocalTimeZone).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>The same, with month and day where it is not the day of <paramref name="since"/>.</summary>
    public static string Clock(DateTimeOffset at, DateTimeOffset? since, TimeProvider time) => since is { } first && IsOtherDay(at, first, time)
        ? TimeZoneInfo.ConvertTime(at, time.LocalTimeZone).ToString("MM-dd ", CultureInfo.InvariantCulture) + Clock(at, time)
        : Clock(at, time);

    /// <summary>Whether two moments are of different days by the local calendar.</summary>
    public static bool IsOtherDay(DateTimeOffset at, DateTimeOffset than, TimeProvider time) =>
        TimeZoneInfo.ConvertTime(at, time.LocalTimeZone).Date != TimeZoneInfo.ConvertTime(than, time.LocalTimeZone).Date;

    /// <summary>Local date and time with its offset, for titles and details.</summary>
    public static string Full(DateTimeOffset at, TimeProvider time) =>
        TimeZoneInfo.ConvertTime(at, time.LocalTimeZone).ToString("yyyy-MM-dd HH:mm:ss.fff zzz", CultureInfo.InvariantCulture);

    /// <summary><c>840 µs</c>, <c>12 ms</c>, <c>3.4 s</c>, <c>2 m 05 s</c>, <c>3 h 20 m</c>, <c>2 d 4 h</c>.</summary>
    public static string Duration(TimeSpan duration) => duration switch
    {
        { TotalMicroseconds: < 0.5 } => "0 ms",
        { TotalMilliseconds: < 1 } => $"{duration.TotalMicroseconds:0} µs",
        { TotalSeconds: < 1 } => $"{duration.TotalMilliseconds:0} ms",
        { TotalSeconds: < 60 } => $"{Math.Floor(duration.TotalSeconds * 10) / 10:0.0} s",
        { TotalHours: < 1 } => $"{duration.Minutes} m {duration.Seconds:00} s",
        { TotalDays: < 1 } => $"{duration.Hours} h {duration.Minutes:00} m",
        _ => $"{(int)duration.TotalDays} d {duration.Hours} h",
    };

    /// <summary><c>just now</c>, <c>40 s ago</c>, <c>3 m ago</c>, <c>in 2 h</c>: one unit is enough to place a moment.</summary>
    public static string Ago(DateTimeOffset at, DateTimeOffset now)
    {
        var passed = now - at;
        var unit = OneUnit(passed.Duration());
        return unit is null ? "just now" : passed < TimeSpan.Zero ? $"in {unit}" : $"{unit} ago";
    }

    private static string? OneUnit(TimeSpan span) => span switch
    {
        { TotalSeconds: < 3 } => null,
        { TotalSeconds: < 60 } => $"{(int)span.TotalSeconds} s",
        { TotalMinutes: < 60 } => $"{(int)span.TotalMinutes} m",
        { TotalHours: < 48 } => $"{(int)span.TotalHours} h",
        _ => $"{(int)span.TotalDays} d",
    };
}
