using System.Collections.Concurrent;
using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.Running;

/// <summary>Tasks of activities that wait for a worker, and workers that wait for tasks. Nobody polls: each wakes the other.</summary>
public sealed class ActivityQueues(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, ActivityQueue> _queues = new(StringComparer.Ordinal);

    internal void Enqueue(string activityArn, ActivityOffer offer) => Queue(activityArn).Add(offer);

    /// <summary>Waits for a task; null when none came in time. Cancelling loses none.</summary>
    public ValueTask<ActivityTask?> TakeAsync(string activityArn, string? workerName, TimeSpan wait, CancellationToken cancellation) =>
        Queue(activityArn).TakeAsync(workerName, wait, time, cancellation);

    private ActivityQueue Queue(string activityArn) => _queues.GetOrAdd(activityArn, _ => new());
}

/// <summary>One task offered to the workers of an activity.</summary>
internal sealed class ActivityOffer(ExecutionRunner runner, int work, string input)
{
    /// <summary>Set when the task ended before a worker took it (timeout, abort).</summary>
    public bool Withdrawn { get; set; }

    public int Work => work;

    public ActivityTask Take(string? workerName)
    {
        runner.Post(new Arrival.Taken(work, workerName));
        return new(TaskTokens.Make(runner.Execution.Identity.ExecutionArn, work), input);
    }
}

internal sealed class ActivityQueue
{
    private readonly Lock _gate = new();
    private readonly LinkedList<ActivityOffer> _offers = [];
    private readonly LinkedList<TaskCompletionSource<ActivityOffer>> _workers = [];

    public void Add(ActivityOffer offer)
    {
        lock (_gate)
        {
            while (_workers.First is { } waiting)
            {
                _workers.RemoveFirst();
                if (waiting.Value.TrySetResult(offer))
                {
                    return;
                }
            }

            _offers.AddLast(offer);
        }
    }

    public async ValueTask<ActivityTask?> TakeAsync(string? workerName, TimeSpan wait, TimeProvider time, CancellationToken cancellation)
    {
        TaskCompletionSource<ActivityOffer> waiting;
        lock (_gate)
        {
            while (_offers.First is { } first)
            {
                _offers.RemoveFirst();
                if (!first.Value.Withdrawn)
                {
                    return first.Value.Take(workerName);
                }
            }

            waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _workers.AddLast(waiting);
        }

        try
        {
            return (await waiting.Task.WaitAsync(wait, time, cancellation)).Take(workerName);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            return Leave(waiting, workerName, cancellation);
        }
    }

    // The offer may have come in the very moment the wait ended: a caller still there gets it, else it goes back to the front.
    private ActivityTask? Leave(TaskCompletionSource<ActivityOffer> waiting, string? workerName, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _workers.Remove(waiting);
            if (waiting.TrySetCanceled(CancellationToken.None))
            {
                cancellation.ThrowIfCancellationRequested();
                return null;
            }

            if (!cancellation.IsCancellationRequested)
            {
                return waiting.Task.Result.Take(workerName);
            }

            _offers.AddFirst(waiting.Task.Result);
        }

        throw new OperationCanceledException(cancellation);
    }
}
