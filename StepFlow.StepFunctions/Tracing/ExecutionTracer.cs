using System.Collections.Concurrent;
using System.Diagnostics;
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
internal sealed class ExecutionTracer(TracingLimits limits) : IExecutionObserver, ITraceHeaders
{
    private readonly ConcurrentDictionary<Execution, TracedExecution> _traces = new(ReferenceEqualityComparer.Instance);
    private readonly MapRunSampling _mapRuns = new(limits);

    public ExecutionTracer()
        : this(new TracingLimits())
    {
    }

    public void OnTurn(Execution execution, IReadOnlyList<ExecutionEvent> events, ExecutionDescription row)
    {
        if (!StepFunctionsTelemetry.Source.HasListeners())
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
        if (StepFunctionsTelemetry.Source.HasListeners() && past[0] is ExecutionStarted started && Begin(started) is { } trace)
        {
            trace.Remember(past);
            _traces[execution] = trace;
        }
    }

    public string? Of(ExecutionRunner runner, int work) => ContextOf(runner, work) is { } context ? XRayTraceHeader.Format(context) : null;

    public Activity? Enter(ExecutionRunner runner, int work) => ContextOf(runner, work) is { } context ? FinishedSpan.StandIn(context) : null;

    public void OnReport(ExecutionRunner runner, int work)
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } caller && _traces.TryGetValue(runner.Execution, out var trace))
        {
            trace.LinkReport(work, caller.Context);
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

    private TracedExecution? Begin(ExecutionStarted started) =>
        started.Identity.MapRunArn is { } mapRun && !_mapRuns.Take(mapRun) ? null : TracedExecution.Begin(started, limits, _mapRuns);
}
