using System.Collections.Concurrent;

namespace StepFlow.StepFunctions.Running;

/// <summary>The calls of one execution that have not ended, so that a timeout or an abort can let go of them.</summary>
internal sealed class OpenCalls
{
    private readonly ConcurrentDictionary<int, CancellationTokenSource> _calls = new();
    private readonly ConcurrentDictionary<int, ActivityOffer> _offers = new();

    public CancellationToken Begin(int work)
    {
        var source = new CancellationTokenSource();
        _calls[work] = source;
        return source.Token;
    }

    public void Add(ActivityOffer offer) => _offers[offer.Work] = offer;

    /// <summary>The call was answered: there is nothing left to cancel.</summary>
    public void Forget(int work)
    {
        _offers.TryRemove(work, out _);
        _calls.TryRemove(work, out _);
    }

    public void Withdraw(int work)
    {
        if (_offers.TryRemove(work, out var offer))
        {
            offer.Withdrawn = true;
        }

        if (_calls.TryRemove(work, out var call))
        {
            call.Cancel();
        }
    }

    public void WithdrawAll()
    {
        foreach (var work in _calls.Keys.Concat(_offers.Keys))
        {
            Withdraw(work);
        }
    }
}
