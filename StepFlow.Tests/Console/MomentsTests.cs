using Microsoft.Extensions.Time.Testing;
using StepFlow.ConsoleUI.Shared;
using Xunit;

namespace StepFlow.Tests.ConsoleUI;

public sealed class MomentsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_clock_of_another_day_says_which()
    {
        var time = new FakeTimeProvider();
        time.SetLocalTimeZone(TimeZoneInfo.Utc);

        Assert.Equal("12:00:05.000", Moments.Clock(Noon.AddSeconds(5), Noon, time));
        Assert.Equal("01-02 00:00:00.000", Moments.Clock(Noon.AddHours(12), Noon, time));
        Assert.Equal("12:00:00.000", Moments.Clock(Noon, since: null, time));
    }

    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(0.25, "250 µs")]
    [InlineData(999, "999 ms")]
    [InlineData(1_950, "1.9 s")]
    [InlineData(59_990, "59.9 s")]
    [InlineData(125_000, "2 m 05 s")]
    [InlineData(3_600_000, "1 h 00 m")]
    [InlineData(180_000_000, "2 d 2 h")]
    public void A_duration_has_the_units_that_say_enough(double milliseconds, string text) =>
        Assert.Equal(text, Moments.Duration(TimeSpan.FromMilliseconds(milliseconds)));

    [Theory]
    [InlineData(0, "just now")]
    [InlineData(40, "40 s ago")]
    [InlineData(-7_300, "in 2 h")]
    [InlineData(190_000, "2 d ago")]
    public void A_moment_is_told_from_now(int secondsAgo, string text) =>
        Assert.Equal(text, Moments.Ago(Noon.AddSeconds(-secondsAgo), Noon));
}
