using Microsoft.Extensions.Logging;

namespace StepFlow.Traces.Forwarding;

/// <summary>
/// Requests on their way to one target, in order. Whoever adds one never waits: a target that is slow or gone makes the queue longer, and one
/// that is full loses its oldest requests.
/// </summary>
internal sealed class OtlpQueue : IAsyncDisposable
{
    public const long MostBytes = 32 << 20;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly Queue<byte[]> _requests = new();
    private readonly SemaphoreSlim _added = new(0);
    private readonly CancellationTokenSource _draining = new();
    private readonly CancellationTokenSource _over;
    private readonly OtlpTarget _target;
    private readonly IOtlpSender _sender;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly TimeSpan _grace;
    private readonly Task _sending;
    private long _bytes;
    private long _lost;
    private bool _isSilent;
    private bool _isRefused;

    /// <param name="grace">How long the end may wait for what has not been sent.</param>
    public OtlpQueue(OtlpTarget target, IOtlpSender sender, TimeProvider time, ILogger logger, TimeSpan grace)
    {
        (_target, _sender, _time, _logger, _grace) = (target, sender, time, logger, grace);
        _over = new(Timeout.InfiniteTimeSpan, time);
        _sending = SendAllAsync();
    }

    public void Add(byte[] request)
    {
        lock (_gate)
        {
            _requests.Enqueue(request);
            _bytes += request.Length;
            while (_bytes > MostBytes && _requests.Count > 1)
            {
                _bytes -= _requests.Dequeue().Length;
                _lost++;
            }
        }

        _added.Release();
    }

    public async ValueTask DisposeAsync()
    {
        await _draining.CancelAsync();
        _over.CancelAfter(_grace);
        await _sending;
        if (_requests.Count > 0)
        {
            _logger.NotSent(_requests.Count, _target.Signal, _target.Address);
        }

        _sender.Dispose();
        _added.Dispose();
        _draining.Dispose();
        _over.Dispose();
    }

    private async Task SendAllAsync()
    {
        try
        {
            while (await NextAsync() is { } request)
            {
                await SendAsync(request);
            }
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // The grace is over, or the target is known to be gone.
        }
    }

    /// <summary>The oldest request, which stays in the queue until it is dealt with; null at the end.</summary>
    private async Task<byte[]?> NextAsync()
    {
        while (true)
        {
            lock (_gate)
            {
                if (_requests.TryPeek(out var request))
                {
                    return request;
                }
            }

            if (_draining.IsCancellationRequested)
            {
                return null;
            }

            try
            {
                await _added.WaitAsync(_draining.Token);
            }
            catch (OperationCanceledException)
            {
                // One more look: something may have been added last.
            }
        }
    }

    private async Task SendAsync(byte[] request)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            switch (await _sender.SendAsync(request, _over.Token))
            {
                case Delivery.Failed failed:
                    Report(failed);
                    await PauseAsync(failed.After ?? pause);
                    if (!IsWaiting(request))
                    {
                        return;
                    }

                    continue;
                case Delivery.Refused refused:
                    if (!_isRefused)
                    {
                        _isRefused = true;
                        _logger.CollectorRefuses(_target.Address, _target.Signal, refused.Problem);
                    }

                    break;
                default:
                    _isRefused = false;
                    if (_isSilent)
                    {
                        _isSilent = false;
                        _logger.CollectorBack(_target.Address, _target.Signal, Interlocked.Exchange(ref _lost, 0));
                    }

                    break;
            }

            Remove(request);
            return;
        }
    }

    private void Report(Delivery.Failed failed)
    {
        if (!_isSilent)
        {
            _isSilent = true;
            _logger.CollectorSilent(_target.Signal, _target.Address, failed.Problem, MostBytes >> 20);
        }
    }

    // At the end there is one more try at once, and after that none: a target that is gone must not hold the end up.
    private async Task PauseAsync(TimeSpan pause)
    {
        if (_draining.IsCancellationRequested)
        {
            await _over.CancelAsync();
            _over.Token.ThrowIfCancellationRequested();
        }

        try
        {
            await Task.Delay(pause, _time, _draining.Token);
        }
        catch (OperationCanceledException)
        {
            // The end: one more try.
        }
    }

    private bool IsWaiting(byte[] request)
    {
        lock (_gate)
        {
            return _requests.TryPeek(out var oldest) && ReferenceEquals(oldest, request);
        }
    }

    private void Remove(byte[] request)
    {
        lock (_gate)
        {
            if (_requests.TryPeek(out var oldest) && ReferenceEquals(oldest, request))
            {
                _requests.Dequeue();
                _bytes -= request.Length;
            }
        }
    }
}
