using System.Collections.Concurrent;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Browsing;
using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Running;

namespace StepFlow.StepFunctions.Feed;

/// <summary>
/// The last Express executions with their events, for the eyes of this machine only: AWS tells no histories of them, and the journal
/// keeps none. Bounded in number and in bytes; the oldest go first. When more start in a second than anybody could look at, only the first
/// of them are kept, so that keeping costs a flood of executions next to nothing; those kept say how many were left out before them.
/// </summary>
public sealed class ExpressHistories(ExpressHistoryLimits limits, TimeProvider time) : IExecutionObserver
{
    private readonly StartsOfASecond _starts = new(limits.StartsPerSecond, time);
    private readonly ConcurrentDictionary<string, ExpressHistory> _byArn = new(StringComparer.Ordinal);
    private readonly Queue<ExpressHistory> _ended = new();
    private readonly Lock _gate = new();
    private long _bytes;

    /// <summary>How many executions were not kept, because too many started in the same second.</summary>
    public long LeftOut => _starts.LeftOut;

    /// <summary>A running or recent Express execution; null where there is none of that ARN, or none any more.</summary>
    public ExpressHistory? Find(string executionArn) => _byArn.GetValueOrDefault(executionArn);

    /// <summary>Those of one state machine, or all, newest first.</summary>
    public IReadOnlyList<ExecutionDescription> List(string? stateMachineArn, int limit) =>
        List(r => stateMachineArn is null || r.StateMachineArn == stateMachineArn, limit);

    internal IReadOnlyList<ExecutionDescription> List(Func<ExecutionDescription, bool> selects, int limit) =>
        [.. _byArn.Values.Select(h => h.Row).Where(selects).OrderByDescending(r => r.Sequence).Take(limit)];

    public void OnTurn(Execution execution, IReadOnlyList<ExecutionEvent> events, ExecutionDescription row)
    {
        if (!execution.Identity.Express || limits.Executions is 0)
        {
            return;
        }

        ExpressHistory? history = null;
        if (events[0] is not ExecutionStarted)
        {
            history = _byArn.GetValueOrDefault(row.ExecutionArn);
            history?.Add(row, events);
        }
        else if (_starts.Take(out var leftOut))
        {
            history = _byArn[row.ExecutionArn] = new(row, events, limits) { LeftOutBefore = leftOut };
        }

        if (history is null)
        {
            return;
        }

        if (!execution.IsRunning)
        {
            Keep(history);
        }
    }

    private void Keep(ExpressHistory history)
    {
        lock (_gate)
        {
            _ended.Enqueue(history);
            _bytes += history.Bytes;
            while (_ended.Count > limits.Executions || (_bytes > limits.Bytes && _ended.Count > 1))
            {
                var oldest = _ended.Dequeue();
                _bytes -= oldest.Bytes;
                _byArn.TryRemove(new(oldest.Row.ExecutionArn, oldest));
            }
        }
    }
}

/// <param name="Executions">Ended executions that are kept; 0 keeps none, and running ones neither.</param>
/// <param name="Bytes">What they may hold together, about.</param>
/// <param name="BytesOfOne">What one may hold; later events of it are not kept.</param>
/// <param name="StartsPerSecond">Of the executions that start in a second, how many are kept.</param>
public sealed record ExpressHistoryLimits(int Executions = 1_000, long Bytes = 64 << 20, long BytesOfOne = 16 << 20, int StartsPerSecond = 500);

/// <summary>One Express execution as far as it is kept.</summary>
public sealed class ExpressHistory
{
    private const int BytesOfAnEvent = 150;
    private readonly Lock _gate = new();
    private readonly ExpressHistoryLimits _limits;
    private readonly List<IReadOnlyList<ExecutionEvent>> _turns = [];

    internal ExpressHistory(ExecutionDescription row, IReadOnlyList<ExecutionEvent> events, ExpressHistoryLimits limits)
    {
        Row = row;
        _limits = limits;
        Add(row, events);
    }

    public ExecutionDescription Row { get; private set; }

    /// <summary>False where the execution grew too large and its later events were let go.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>How many executions that started between the one kept before this and this one were not kept.</summary>
    public long LeftOutBefore { get; internal init; }

    public IReadOnlyList<ExecutionEvent> Events
    {
        get
        {
            lock (_gate)
            {
                return [.. _turns.SelectMany(t => t)];
            }
        }
    }

    internal long Bytes { get; private set; }

    /// <summary>Whole turns from <paramref name="fromTurn"/> on, until there are about <paramref name="events"/> events.</summary>
    internal JournalStretch Read(int fromTurn, int events)
    {
        lock (_gate)
        {
            List<ExecutionEvent> read = [];
            var turn = fromTurn;
            while (turn < _turns.Count && read.Count < events)
            {
                read.AddRange(_turns[turn++]);
            }

            return new(read, turn, HasMore: turn < _turns.Count, IsComplete);
        }
    }

    internal void Add(ExecutionDescription row, IReadOnlyList<ExecutionEvent> events)
    {
        lock (_gate)
        {
            Row = row;
            if (!IsComplete)
            {
                return;
            }

            var bytes = events.Sum(e => BytesOfAnEvent + (long)(DataOf(e)?.Utf8Length ?? 0));
            if (_turns.Count > 0 && Bytes + bytes > _limits.BytesOfOne)
            {
                IsComplete = false;
                return;
            }

            _turns.Add(events);
            Bytes += bytes;
        }
    }

    // An entered state shares its input with what was left before.
    private static JsonValue? DataOf(ExecutionEvent @event) => @event switch
    {
        ExecutionStarted e => e.Input,
        StateExited e => e.Output,
        WorkScheduled e => e.Arguments,
        WorkSucceeded e => e.Output,
        MapIterationStarted e => e.Input,
        _ => null,
    };
}
