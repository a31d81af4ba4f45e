using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using StepFlow.Aws.Tracing;
using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Running;

namespace StepFlow.StepFunctions.Tracing;

/// <summary>
/// Turns executions into traces: a span for each execution, state, attempt, branch and iteration, below the trace that started the
/// execution, and its place in the trace for each call. Does nothing while nobody listens.
/// </summary>
internal sealed class ExecutionTracer : IExecutionObserver, ITraceHeaders
{
    private readonly ConcurrentDictionary<Execution, TracedExecution> _traces = new(ReferenceEqualityComparer.Instance);
    private readonly TracingLimits _limits;
    private readonly MapRunSampling _mapRuns;
    private readonly ExecutionRate _rate;

    public ExecutionTracer(TracingLimits limits, TimeProvider time, ILogger<ExecutionTracer> logger)
    {
        (_limits, _mapRuns, _rate) = (limits, new(limits), new(limits, time));
        if (!FinishedSpan.IsPossible)
        {
            logger.NotTraced(Environment.Version);
        }
    }

    public void OnTurn(Execution execution, IReadOnlyList<ExecutionEvent> events, ExecutionDescription row)
    {
        if (!IsListenedTo)
        {
            return;
        }

        var trace = events[0] is ExecutionStarted started ? Begin(started) : _traces.GetValueOrDefault(execution);
        if (trace is null)
        {
            return;
        }

        trace.Apply(events);
        if (!execution.IsRunning)
        {
            _traces.TryRemove(execution, out _);
        }
        else if (events[0] is ExecutionStarted)
        {
            _traces[execution] = trace;
        }
    }

    public void OnReopened(Execution execution, IReadOnlyList<ExecutionEvent> past)
    {
        if (IsListenedTo && past[0] is ExecutionStarted started && Begin(started) is { } trace)
        {
            trace.Remember(past);
            _traces[execution] = trace;
        }
    }

    public string? Of(ExecutionRunner runner, int work) => ContextOf(runner, work) is { } context ? XRayTraceHeader.Format(context) : null;

    public Activity? Enter(ExecutionRunner runner, int work) => ContextOf(runner, work) is { } context ? FinishedSpan.StandIn(context) : null;

    public void OnReport(ExecutionRunner runner, int work, string traceHeader)
    {
        if (XRayTraceHeader.TryParse(traceHeader, out var caller) && _traces.TryGetValue(runner.Execution, out var trace))
        {
            trace.LinkReport(work, caller);
        }
    }

    /// <summary>The span of an execution, whether or not anybody traces it.</summary>
    public static ActivityContext ContextOf(ExecutionIdentity identity, int redrive)
    {
        var ids = new SpanIds(identity.ExecutionArn);
        var trace = XRayTraceHeader.TryParse(identity.Trace, out var parent) ? parent.TraceId : ids.OwnTrace;
        return new(trace, ids.Execution(redrive), ActivityTraceFlags.Recorded);
    }

    private ActivityContext? ContextOf(ExecutionRunner runner, int work) =>
        _traces.TryGetValue(runner.Execution, out var trace) ? trace.ContextOf(work) : null;

    private static bool IsListenedTo => FinishedSpan.IsPossible && StepFunctionsTelemetry.Source.HasListeners();

    // The children of a Map Run are sampled with those of their own; all others share one rate.
    private TracedExecution? Begin(ExecutionStarted started)
    {
        var unseen = 0;
        return (started.Identity.MapRunArn is { } mapRun ? _mapRuns.Take(mapRun) : _rate.Take(out unseen))
            ? TracedExecution.Begin(started, _limits, _mapRuns, unseen)
            : null;
    }
}
