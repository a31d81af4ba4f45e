using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.HistoryView;

/// <summary>
/// One execution's history in the journal, read by the page. Turns are found by bisection over the event ids, which only grow, so that no more of the journal is
/// read than the page and a few turns beside it, however long the history is.
/// </summary>
internal sealed class StoredHistory(IHistoryTurns journal, string executionArn)
{
    private const int TurnsAtOnce = 64;

    // A call's events lead back to its scheduling by way of its submitting and its start.
    private const int LongestWayToScheduling = 4;

    /// <summary>Null: no such execution.</summary>
    public async ValueTask<IReadOnlyList<HistoryEvent>?> ReadAsync(HistoryQuery query, CancellationToken cancellation)
    {
        if (await journal.ReadTurnsAsync(executionArn, 0, 0, cancellation) is not { Total: var total })
        {
            return null;
        }

        var events = query.Reverse
            ? await BackwardsAsync(query, total, cancellation)
            : await ForwardsAsync(query, total, cancellation);
        return await ProjectAsync(events, query.Reverse, total, cancellation);
    }

    private async ValueTask<List<ExecutionEvent>> ForwardsAsync(HistoryQuery query, int total, CancellationToken cancellation)
    {
        var after = query.After ?? 0;
        List<ExecutionEvent> events = [];
        var turn = await TurnOfAsync(after + 1, total, cancellation);
        while (turn < total && events.Count < query.Limit)
        {
            var turns = await ReadAsync(turn, Math.Min(TurnsAtOnce, total - turn), cancellation);
            events.AddRange(turns.SelectMany(t => t).Where(e => e.Id > after));
            turn += turns.Count;
        }

        return events.Count > query.Limit ? events[..query.Limit] : events;
    }

    // In the order of the journal, although it is read from its end.
    private async ValueTask<List<ExecutionEvent>> BackwardsAsync(HistoryQuery query, int total, CancellationToken cancellation)
    {
        var before = query.After ?? long.MaxValue;
        List<ExecutionEvent> events = [];
        var end = query.After is null ? total : await TurnOfAsync(before - 1, total, cancellation) + 1;
        while (end > 0 && events.Count < query.Limit)
        {
            var first = Math.Max(0, end - TurnsAtOnce);
            var turns = await ReadAsync(first, end - first, cancellation);
            events.InsertRange(0, turns.SelectMany(t => t).Where(e => e.Id > 0 && e.Id < before));
            end = first;
        }

        return events.Count > query.Limit ? events[^query.Limit..] : events;
    }

    /// <summary>The turn that event <paramref name="id"/> is in, if it is in any.</summary>
    private async ValueTask<int> TurnOfAsync(long id, int total, CancellationToken cancellation)
    {
        var (low, high) = (0, total);
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            var (turn, first) = await FirstShownAsync(middle, high, cancellation);
            if (first is 0 || first > id)
            {
                high = middle;
            }
            else
            {
                low = turn;
            }
        }

        return low;
    }

    /// <summary>The first turn in a stretch with an event that AWS shows, and that event's id; id 0 where there is none.</summary>
    private async ValueTask<(int Turn, long Id)> FirstShownAsync(int turn, int end, CancellationToken cancellation)
    {
        for (var count = 1; turn < end; count = TurnsAtOnce)
        {
            foreach (var events in await ReadAsync(turn, Math.Min(count, end - turn), cancellation))
            {
                if (events.FirstOrDefault(e => e.Id > 0) is { } shown)
                {
                    return (turn, shown.Id);
                }

                turn++;
            }
        }

        return (end, 0);
    }

    private async ValueTask<IReadOnlyList<HistoryEvent>> ProjectAsync(
        List<ExecutionEvent> events, bool reverse, int total, CancellationToken cancellation)
    {
        var projection = new HistoryProjection();
        projection.Of(executionArn);
        List<HistoryEvent> shown = new(events.Count);
        foreach (var @event in events)
        {
            if (WorkOf(@event) is { } work && !projection.Knows(work) && await SchedulingOfAsync(@event, total, cancellation) is { } scheduled)
            {
                projection.Remember(scheduled);
            }

            shown.Add(projection.Project(@event)!);
        }

        if (reverse)
        {
            shown.Reverse();
        }

        return shown;
    }

    private async ValueTask<WorkScheduled?> SchedulingOfAsync(ExecutionEvent @event, int total, CancellationToken cancellation)
    {
        ExecutionEvent? earlier = @event;
        for (var i = 0; i < LongestWayToScheduling && earlier is { PreviousId: > 0 and var previous }; i++)
        {
            var turn = await TurnOfAsync(previous, total, cancellation);
            earlier = (await ReadAsync(turn, 1, cancellation))[0].FirstOrDefault(e => e.Id == previous);
            if (earlier is WorkScheduled scheduled)
            {
                return scheduled;
            }
        }

        return null;
    }

    private static int? WorkOf(ExecutionEvent @event) => @event switch
    {
        WorkStarted e => e.Work,
        WorkSubmitted e => e.Work,
        WorkSucceeded e => e.Work,
        WorkFailed e => e.Work,
        WorkTimedOut e => e.Work,
        _ => null,
    };

    private async ValueTask<IReadOnlyList<IReadOnlyList<ExecutionEvent>>> ReadAsync(int first, int count, CancellationToken cancellation) =>
        (await journal.ReadTurnsAsync(executionArn, first, count, cancellation))!.Turns;
}
