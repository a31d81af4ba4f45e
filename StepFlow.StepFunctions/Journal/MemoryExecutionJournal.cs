using System.Collections.Concurrent;
using StepFlow.StepFunctions.Browsing;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.Journal;

/// <summary>A journal that lives as long as its process.</summary>
public sealed class MemoryExecutionJournal : IExecutionJournal
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, StartOrder> _order = new(StringComparer.Ordinal);
    private readonly StartOrder _all = new();
    private long _lastSequence;

    public ValueTask AppendAsync(
        string executionArn, int turn, IReadOnlyList<ExecutionEvent> events, ExecutionDescription row, CancellationToken cancellation)
    {
        if (turn is 0)
        {
            var entry = new Entry(row);
            entry.Append(executionArn, turn, events, row);
            if (!_entries.TryAdd(executionArn, entry))
            {
                throw new JournalConflictException(executionArn, turn);
            }

            if (row.MapRunArn is null)
            {
                _all.Add(entry);
            }

            foreach (var key in Keys(row))
            {
                _order.GetOrAdd(key, _ => new()).Add(entry);
            }

            for (var last = Interlocked.Read(ref _lastSequence); last < row.Sequence;)
            {
                var seen = Interlocked.CompareExchange(ref _lastSequence, row.Sequence, last);
                if (seen == last)
                {
                    break;
                }

                last = seen;
            }

            return ValueTask.CompletedTask;
        }

        if (!_entries.TryGetValue(executionArn, out var known))
        {
            throw new JournalConflictException(executionArn, turn);
        }

        known.Append(executionArn, turn, events, row);
        return ValueTask.CompletedTask;
    }

    public ValueTask<StoredExecution?> ReadAsync(string executionArn, CancellationToken cancellation) =>
        ValueTask.FromResult(_entries.TryGetValue(executionArn, out var entry) ? entry.Read() : null);

    public ValueTask<StoredTurns?> ReadTurnsAsync(string executionArn, int first, int count, CancellationToken cancellation) =>
        ValueTask.FromResult(_entries.TryGetValue(executionArn, out var entry) ? entry.Read(first, count) : null);

    public ValueTask<ExecutionDescription?> FindAsync(string executionArn, CancellationToken cancellation) =>
        ValueTask.FromResult(_entries.TryGetValue(executionArn, out var entry) ? entry.Row : null);

    public ValueTask<IReadOnlyList<ExecutionDescription>> ListAsync(ExecutionQuery query, CancellationToken cancellation)
    {
        var key = query.MapRunArn ?? query.StateMachineVersionArn ?? query.StateMachineAliasArn ?? query.StateMachineArn ?? "";
        IReadOnlyList<ExecutionDescription> rows = _order.TryGetValue(key, out var order)
            ? [.. order.NewestFirst().Select(e => e.Row).Where(query.Selects).Take(query.Limit).Select(r => r with { Input = null, Output = null })]
            : [];
        return ValueTask.FromResult(rows);
    }

    public ValueTask<IReadOnlyList<ExecutionDescription>> ListAllAsync(ExecutionFilter filter, CancellationToken cancellation)
    {
        IReadOnlyList<ExecutionDescription> rows =
            [.. _all.NewestFirst().Select(e => e.Row).Where(filter.Selects).Take(filter.Limit).Select(r => r with { Input = null, Output = null })];
        return ValueTask.FromResult(rows);
    }

    public ValueTask<IReadOnlyList<ExecutionCount>> CountAsync(CancellationToken cancellation)
    {
        IReadOnlyList<ExecutionCount> counts =
        [
            .. _all.NewestFirst().CountBy(e => (e.Row.StateMachineArn, e.Row.Status)).Select(c => new ExecutionCount(c.Key.StateMachineArn, c.Key.Status, c.Value)),
        ];
        return ValueTask.FromResult(counts);
    }

    public ValueTask<IReadOnlyList<string>> ListRunningAsync(CancellationToken cancellation)
    {
        IReadOnlyList<string> running =
        [
            .. _entries.Values.Select(e => e.Row).Where(r => r.Status is ExecutionStatus.Running).OrderBy(r => r.Sequence).Select(r => r.ExecutionArn),
        ];
        return ValueTask.FromResult(running);
    }

    public ValueTask<long> LastSequenceAsync(CancellationToken cancellation) => ValueTask.FromResult(Interlocked.Read(ref _lastSequence));

    private static IEnumerable<string> Keys(ExecutionDescription row)
    {
        if (row.MapRunArn is not null)
        {
            yield return row.MapRunArn;
            yield break;
        }

        yield return row.StateMachineArn;
        if (row.StateMachineVersionArn is not null)
        {
            yield return row.StateMachineVersionArn;
        }

        if (row.StateMachineAliasArn is not null)
        {
            yield return row.StateMachineAliasArn;
        }
    }

    private sealed class Entry(ExecutionDescription row)
    {
        private readonly Lock _gate = new();
        private readonly List<IReadOnlyList<ExecutionEvent>> _turns = [];

        public ExecutionDescription Row { get; private set; } = row;

        public void Append(string executionArn, int turn, IReadOnlyList<ExecutionEvent> events, ExecutionDescription row)
        {
            lock (_gate)
            {
                if (turn != _turns.Count)
                {
                    throw new JournalConflictException(executionArn, turn);
                }

                _turns.Add(events);
                Row = row;
            }
        }

        public StoredExecution Read()
        {
            lock (_gate)
            {
                return new([.. _turns.SelectMany(t => t)], _turns.Count);
            }
        }

        public StoredTurns Read(int first, int count)
        {
            lock (_gate)
            {
                return new(first >= _turns.Count ? [] : _turns.GetRange(first, Math.Min(count, _turns.Count - first)), _turns.Count);
            }
        }
    }

    private sealed class StartOrder
    {
        private readonly Lock _gate = new();
        private readonly List<Entry> _entries = [];

        public void Add(Entry entry)
        {
            lock (_gate)
            {
                var at = _entries.Count;
                while (at > 0 && _entries[at - 1].Row.Sequence > entry.Row.Sequence)
                {
                    at--;
                }

                _entries.Insert(at, entry);
            }
        }

        public IEnumerable<Entry> NewestFirst()
        {
            for (var i = CountNow() - 1; i >= 0; i--)
            {
                yield return At(i);
            }
        }

        private int CountNow()
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }

        private Entry At(int index)
        {
            lock (_gate)
            {
                return _entries[index];
            }
        }
    }
}
