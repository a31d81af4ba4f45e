namespace StepFlow.ConsoleUI.Services;

/// <summary>One clock for all relative times of a browser tab, so that a long list of them needs one timer.</summary>
public sealed class Ticks : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private readonly ITimer _timer;

    public Ticks(TimeProvider time)
    {
        Time = time;
        _timer = time.CreateTimer(_ => Ticked?.Invoke(this, EventArgs.Empty), state: null, Interval, Interval);
    }

    public event EventHandler? Ticked;

    public TimeProvider Time { get; }

    public void Dispose() => _timer.Dispose();
}
