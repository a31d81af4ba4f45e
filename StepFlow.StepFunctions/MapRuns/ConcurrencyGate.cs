namespace StepFlow.StepFunctions.MapRuns;

/// <summary>Lets a number of children run at once; the number may change while they do.</summary>
/// <param name="onWaiting">Told when nothing is left to do but wait for one that runs.</param>
internal sealed class ConcurrencyGate(Action onWaiting)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = New();
    private int _limit = 1;
    private int _running;
    private long _changes;
    private bool _blocked;

    /// <summary>How many run, where nothing is done but wait for one of them, and a number that grows with every change; else null.</summary>
    public (int Running, long Changes)? Waiting
    {
        get
        {
            lock (_gate)
            {
                return _blocked ? (_running, _changes) : null;
            }
        }
    }

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
                    _changes++;
                    return;
                }

                _blocked = true;
                changed = _changed.Task;
            }

            onWaiting();
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

                _blocked = true;
                changed = _changed.Task;
            }

            onWaiting();
            await changed;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Wake()
    {
        _blocked = false;
        _changes++;
        var woken = _changed;
        _changed = New();
        woken.SetResult();
    }
}
