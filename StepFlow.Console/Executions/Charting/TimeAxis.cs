namespace StepFlow.ConsoleUI.Executions.Charting;

/// <summary>Where moments stand on the timeline, and which of them are marked.</summary>
public sealed record TimeAxis(DateTimeOffset Start, DateTimeOffset End)
{
    // Of the axis of a narrow page: "12 m 30 s" takes about 60 of 500 pixels.
    private const double WidthOfLabel = 0.12;

    private static readonly TimeSpan[] Steps =
    [
        TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(20),
        TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(500),
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
        TimeSpan.FromDays(1), TimeSpan.FromDays(7), TimeSpan.FromDays(30), TimeSpan.FromDays(90),
    ];

    /// <summary>Never nothing: an execution that took no time at all has an axis of a millisecond.</summary>
    public TimeSpan Length => End - Start is var length && length < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : length;

    /// <summary>From 0 at the start to 100 at the end.</summary>
    public double Percent(DateTimeOffset at) => Math.Clamp((at - Start) / Length * 100, 0, 100);

    /// <summary>Whether a label fits between a moment and the end of an axis as wide as the page, or <paramref name="zoom"/> times as wide.</summary>
    public bool HasRoomAfter(TimeSpan moment, int zoom) => (1 - (moment / Length)) * zoom > WidthOfLabel;

    /// <summary>Round times since the start, at most <paramref name="most"/> of them.</summary>
    public IEnumerable<TimeSpan> Ticks(int most)
    {
        var step = Steps.FirstOrDefault(s => Length / s <= most, TimeSpan.FromDays(365));
        for (var at = TimeSpan.Zero; at <= Length; at += step)
        {
            yield return at;
        }
    }
}
