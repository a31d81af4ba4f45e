using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.MapRuns;

/// <summary>Counts items and child executions of one Map Run, as DescribeMapRun shows them. Safe for several threads.</summary>
internal sealed class MapRunTally
{
    private readonly Lock _gate = new();
    private Counter _items;
    private Counter _executions;

    public long FailedItems
    {
        get
        {
            lock (_gate)
            {
                return _items.Failed + _items.TimedOut + _items.Aborted;
            }
        }
    }

    public long TotalItems
    {
        get
        {
            lock (_gate)
            {
                return _items.Total;
            }
        }
    }

    public MapRunCounts Items
    {
        get
        {
            lock (_gate)
            {
                return _items.Counts;
            }
        }
    }

    public MapRunCounts Executions
    {
        get
        {
            lock (_gate)
            {
                return _executions.Counts;
            }
        }
    }

    public void Started(int items)
    {
        lock (_gate)
        {
            _items.Running += items;
            _items.Total += items;
            _executions.Running++;
            _executions.Total++;
        }
    }

    /// <summary>When the child that ended last did so, by its own clock.</summary>
    public DateTimeOffset? LastStop { get; private set; }

    public void Ended(int items, ExecutionStatus status, DateTimeOffset? at)
    {
        lock (_gate)
        {
            LastStop = at > LastStop || LastStop is null ? at : LastStop;
            _items.End(items, status);
            _executions.End(1, status);
        }
    }

    public void Written()
    {
        lock (_gate)
        {
            _items.ResultsWritten = _items.Total;
            _executions.ResultsWritten = _executions.Total;
        }
    }

    private struct Counter
    {
        public long Running;
        public long Succeeded;
        public long Failed;
        public long TimedOut;
        public long Aborted;
        public long Total;
        public long ResultsWritten;

        public readonly MapRunCounts Counts => new(0, Running, Succeeded, Failed, TimedOut, Aborted, Total, ResultsWritten, 0, 0);

        public void End(int count, ExecutionStatus status)
        {
            Running -= count;
            switch (status)
            {
                case ExecutionStatus.Succeeded:
                    Succeeded += count;
                    break;
                case ExecutionStatus.TimedOut:
                    TimedOut += count;
                    break;
                case ExecutionStatus.Aborted:
                    Aborted += count;
                    break;
                default:
                    Failed += count;
                    break;
            }
        }
    }
}
