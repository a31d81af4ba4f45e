namespace StepFlow.StepFunctions.MapRuns;

/// <summary>Lets a number of children run at once; the number may change while they do.</summary>
internal sealed class ConcurrencyGate
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = New();
    private int _limit = 1;
    private int _running;

    public void SetLimit(int limit)
    {
        lock (_gate)
        {
            _limit = limit;
            Wake();
        }
    }

    public async ValueTask EnterAsync(CancellationToken cancellation)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_running < _limit)
                {
                    _running++;
                    return;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellation);
        }
    }

    public void Leave()
    {
        lock (_gate)
        {
            _running--;
            Wake();
        }
    }

    /// <summary>Waits until nothing runs any more.</summary>
    public async Task DrainAsync()
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_running is 0)
                {
                    return;
                }

                changed = _changed.Task;
            }

            await changed;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Wake()
    {
        var woken = _changed;
        _changed = New();
        woken.SetResult();
    }
}
