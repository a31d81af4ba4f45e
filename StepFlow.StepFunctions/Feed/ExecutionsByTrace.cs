using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Running;
using StepFlow.StepFunctions.Tracing;

namespace StepFlow.StepFunctions.Feed;

/// <summary>
/// Which executions began in which trace, for those that have started since this process did. Children of Map Runs are left out:
/// a map of thousands is one thing to look for. Bounded; the oldest go first.
/// </summary>
public sealed class ExecutionsByTrace(int capacity = 10_000) : IExecutionObserver
{
    private readonly Lock _gate = new();
    private readonly Queue<(string Trace, string Execution)> _oldestFirst = new();
    private readonly Dictionary<string, List<string>> _byTrace = new(StringComparer.Ordinal);

    /// <summary>ARNs in the order of their start.</summary>
    /// <param name="traceId">32 hex digits.</param>
    public IReadOnlyList<string> Find(string traceId)
    {
        lock (_gate)
        {
            return _byTrace.TryGetValue(traceId, out var executions) ? [.. executions] : [];
        }
    }

    public void OnTurn(Execution execution, IReadOnlyList<ExecutionEvent> events, ExecutionDescription row)
    {
        if (events[0] is ExecutionStarted { Identity: { MapRunArn: null } identity })
        {
            Add(ExecutionTrace.IdOf(identity), row.ExecutionArn);
        }
    }

    private void Add(string trace, string execution)
    {
        lock (_gate)
        {
            if (!_byTrace.TryGetValue(trace, out var executions))
            {
                _byTrace[trace] = executions = [];
            }

            executions.Add(execution);
            _oldestFirst.Enqueue((trace, execution));
            if (_oldestFirst.Count > capacity)
            {
                Forget(_oldestFirst.Dequeue());
            }
        }
    }

    private void Forget((string Trace, string Execution) oldest)
    {
        var executions = _byTrace[oldest.Trace];
        executions.Remove(oldest.Execution);
        if (executions.Count is 0)
        {
            _byTrace.Remove(oldest.Trace);
        }
    }
}
