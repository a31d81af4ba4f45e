using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using StepFlow.StepFunctions.Journal;

namespace StepFlow.StepFunctions.Tracing;

/// <summary>The open frames of an execution, and which span stands for each.</summary>
internal sealed class TracedFrames
{
    private readonly Dictionary<int, TracedFrame> _open = [];
    private readonly TracingLimits _limits;
    private readonly SpanBudget _budget;
    private readonly SpanIds _ids;
    private readonly ActivityContext _caller;

    public TracedFrames(SpanIds ids, ActivityContext caller, DateTimeOffset startedAt, TracingLimits limits, SpanBudget budget)
    {
        (_ids, _caller, _limits, _budget) = (ids, caller, limits, budget);
        _open[0] = new(0, parent: null, 0, startedAt);
    }

    /// <summary>Times the execution has been redriven.</summary>
    public int Redrive { get; private set; }

    // Children have larger numbers than their parents.
    public IReadOnlyList<TracedFrame> ChildrenFirst => [.. _open.Values.OrderByDescending(f => f.Id)];

    public bool TryFind(int id, [NotNullWhen(true)] out TracedFrame? frame) => _open.TryGetValue(id, out frame);

    public TracedFrame? OfMapRun(int work) => _open.Values.FirstOrDefault(f => f.State?.MapRun?.Work == work);

    public void OpenBranches(TracedFrame frame, ParallelStarted e)
    {
        for (var i = 0; i < e.Count; i++)
        {
            _open[e.FirstChild + i] = new(e.FirstChild + i, frame, i, e.At) { Hidden = frame.Hidden, Traced = _budget.Take(frame), Redrive = Redrive };
        }
    }

    public void OpenIteration(TracedFrame frame, MapIterationStarted e)
    {
        var hidden = frame.Hidden || !_limits.Traces(e.Index);
        var child = new TracedFrame(e.Child, frame, e.Index, e.At)
        {
            IsIteration = true,
            Hidden = hidden,
            Traced = !hidden && _budget.Take(frame),
            Redrive = Redrive,
        };
        _open[e.Child] = child;
        if (frame.State is { } state)
        {
            state.Iterations++;
            state.IterationsTraced += child.Traced ? 1 : 0;
        }
    }

    public void Close(TracedFrame frame) => _open.Remove(frame.Id);

    public void CloseBelow(TracedFrame ancestor)
    {
        if (_open.Count is 1)
        {
            return;
        }

        foreach (var id in _open.Values.Where(f => f.IsBelow(ancestor)).Select(f => f.Id).ToList())
        {
            _open.Remove(id);
        }
    }

    /// <summary>What is still open is what did not succeed: it goes on, in spans of its own.</summary>
    public void Reopen(ExecutionRedriven e)
    {
        Redrive = e.RedriveCount;
        foreach (var frame in _open.Values)
        {
            frame.BeginAgain(e.At, e.RedriveCount);
        }
    }

    /// <summary>The span that states of this frame are below.</summary>
    public ActivityContext ContextOf(TracedFrame frame)
    {
        if (frame.Parent is not { State: { } state } parent)
        {
            return Context(_ids.Execution(Redrive));
        }

        return frame.Traced ? Context(_ids.Branch(frame.Id, frame.Redrive)) : ContextOf(parent, state);
    }

    /// <summary>The span that what a state does is below.</summary>
    public ActivityContext ContextOf(TracedFrame frame, TracedState state) =>
        state.Traced ? Context(_ids.State(state.EnteredEventId, state.Redrive)) : ContextOf(frame);

    public ActivityContext Context(ActivitySpanId span) => new(_caller.TraceId, span, _caller.TraceFlags | ActivityTraceFlags.Recorded);
}
