namespace StepFlow.Hosting.Controlling;

/// <summary>Holds back the calls of Task states while somebody wants to look at how things stand.</summary>
internal sealed class PauseGate
{
    private volatile TaskCompletionSource? _closed;

    public bool IsPaused => _closed is not null;

    /// <summary>From now on calls wait.</summary>
    public void Pause() => Interlocked.CompareExchange(ref _closed, new(TaskCreationOptions.RunContinuationsAsynchronously), comparand: null);

    /// <summary>Lets those that wait, and all later ones, go.</summary>
    public void Resume() => Interlocked.Exchange(ref _closed, value: null)?.TrySetResult();

    /// <summary>Completes at once, or when the pause is over.</summary>
    public Task PassAsync(CancellationToken cancellation) => _closed?.Task.WaitAsync(cancellation) ?? Task.CompletedTask;
}
