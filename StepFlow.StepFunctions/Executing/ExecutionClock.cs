namespace StepFlow.StepFunctions.Executing;

/// <summary>
/// An execution's own clock: real time, and as much further as it was moved on by hand. States, expressions and events go by it;
/// timers that wake the process do not, since they wait for real time.
/// </summary>
/// <param name="ahead">How far it was moved on by now: <see cref="Execution.Skipped"/>.</param>
internal sealed class ExecutionClock(TimeProvider real, Func<TimeSpan> ahead) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => real.LocalTimeZone;

    public override long TimestampFrequency => real.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => real.GetUtcNow() + ahead();

    public override long GetTimestamp() => real.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        real.CreateTimer(callback, state, dueTime, period);
}
