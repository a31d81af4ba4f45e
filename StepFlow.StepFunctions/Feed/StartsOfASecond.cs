namespace StepFlow.StepFunctions.Feed;

/// <summary>Lets the first so many through in each second. Those turned away pay for looking at the clock, the others for one count.</summary>
internal sealed class StartsOfASecond(int most, TimeProvider time)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private long _began = time.GetTimestamp();
    private long _leftOut;
    private long _told;
    private int _taken;

    public long LeftOut => Interlocked.Read(ref _leftOut);

    /// <param name="leftOutBefore">How many were turned away since the last one that was let through.</param>
    public bool Take(out long leftOutBefore)
    {
        leftOutBefore = 0;
        if (Interlocked.Increment(ref _taken) > most && !BeginAnother())
        {
            Interlocked.Increment(ref _leftOut);
            return false;
        }

        var leftOut = LeftOut;
        leftOutBefore = leftOut - Interlocked.Exchange(ref _told, leftOut);
        return true;
    }

    // Whoever finds the second over begins the next one, and is its first.
    private bool BeginAnother()
    {
        var began = Interlocked.Read(ref _began);
        var now = time.GetTimestamp();
        if (time.GetElapsedTime(began, now) < Second || Interlocked.CompareExchange(ref _began, now, began) != began)
        {
            return false;
        }

        Volatile.Write(ref _taken, 1);
        return true;
    }
}
