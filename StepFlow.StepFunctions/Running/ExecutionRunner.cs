using System.Collections.Concurrent;
using System.Diagnostics;
using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.Running;

/// <summary>
/// The only writer of one execution. Arrivals queue up here; each is decided, its events are appended to the journal, and only then
/// is anything done about them. Arrivals that wait at the same time share one append.
/// </summary>
public sealed class ExecutionRunner : IThreadPoolWorkItem, IDisposable
{
    private readonly ConcurrentQueue<Arrival> _arrivals = new();
    private readonly RunnerServices _services;
    private readonly TaskCompletionSource<ExecutionDescription> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _timer;

    // In real time.
    private DateTimeOffset? _timerDue;
    private int _turns;

    // Held from the beginning: arrivals wait until the runner is started, resumed or redriven.
    private int _busy = 1;

    public ExecutionRunner(RunnerServices services, DecisionContext context, Execution execution, int turns)
    {
        _services = services;
        Context = context;
        Execution = execution;
        _turns = turns;
        _timer = services.Time.CreateTimer(_ => Post(Arrival.Due.Instance), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public Execution Execution { get; }

    public DecisionContext Context { get; }

    /// <summary>Mocked answers, where this execution runs a test case.</summary>
    public IMocks? Mocks { get; init; }

    internal OpenCalls Calls { get; } = new();

    /// <summary>Completes with the final row when the execution ends.</summary>
    public Task<ExecutionDescription> Ended => _ended.Task;

    /// <summary>How the execution stood after its last durable turn.</summary>
    public ExecutionDescription? Row { get; private set; }

    /// <summary>Completes when the execution's start is durable; fails where that could not be.</summary>
    internal Task Begun => _begun.Task;

    /// <summary>Takes the first arrival on the caller's thread; completed means durable.</summary>
    public async ValueTask StartAsync(Arrival.Start start)
    {
        _arrivals.Enqueue(start);
        try
        {
            await TakeWaitingAsync();
        }
        catch (Exception e)
        {
            // What has not become durable has not begun: the runner stays held, so that nothing of it goes on.
            _begun.TrySetException(e);
            Dispose();
            throw;
        }

        _begun.TrySetResult();
        Release();
    }

    /// <summary>Runs an ended execution on; completed means durable.</summary>
    public async ValueTask RedriveAsync()
    {
        _begun.TrySetResult();
        _arrivals.Enqueue(Arrival.Redrive.Instance);
        try
        {
            await TakeWaitingAsync();
        }
        finally
        {
            Release();
        }
    }

    /// <summary>Takes what the holder of a task token says. False: nobody waits for it any more. Completed means durable.</summary>
    public Task<bool> ReportAsync(int work, TaskReport report, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(new Arrival.Reported(work, report, answer));
        return answer.Task.WaitAsync(cancellation);
    }

    /// <summary>
    /// Moves the execution's clock on to its next timer, or to <paramref name="to"/> by that clock where it comes first; tells how far.
    /// Completed means durable.
    /// </summary>
    internal Task<TimeSpan> SkipAsync(DateTimeOffset to, bool overCalls, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(new Arrival.Skip(to, overCalls) { Answer = answer });
        return answer.Task.WaitAsync(cancellation);
    }

    /// <summary>Reads the execution between two arrivals, when nobody changes it.</summary>
    internal Task<T> LookAsync<T>(Func<Execution, T> see, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(new Arrival.Look(execution =>
        {
            try
            {
                answer.TrySetResult(see(execution));
            }
            catch (Exception e)
            {
                answer.TrySetException(e);
            }
        }));
        return answer.Task.WaitAsync(cancellation);
    }

    /// <summary>The trace header to hand to a call: the execution's own trace, with the attempt as parent where it is traced.</summary>
    public string? TraceHeaderOf(int work) => _services.TraceHeaders?.Of(this, work) ?? Execution.Identity.Trace;

    /// <summary>
    /// Puts what is done for a call below the call's own span, until the returned activity is disposed; without tracing, below nothing:
    /// the request that happened to start the execution is none of its business.
    /// </summary>
    internal Activity? EnterTrace(int work)
    {
        Activity.Current = null;
        return _services.TraceHeaders?.Enter(this, work);
    }

    /// <summary>Takes an execution up again after a restart: what was pending is dispatched once more, timers run on.</summary>
    public void Resume()
    {
        _begun.TrySetResult();
        Row = ExecutionRows.Of(Execution);
        _arrivals.Enqueue(Arrival.Continue.Instance);
        foreach (var frame in Execution.Frames)
        {
            _services.Dispatcher.Redispatch(this, frame);
        }

        SetTimer();
        Release();
    }

    public void Post(Arrival arrival)
    {
        _arrivals.Enqueue(arrival);
        if (Interlocked.Exchange(ref _busy, 1) is 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = PumpAsync();

    public void Dispose() => _timer.Dispose();

    private async Task PumpAsync()
    {
        try
        {
            await TakeWaitingAsync();
        }
        catch (Exception e)
        {
            _services.Logger.ExecutionBroke(e, Execution.Started?.Identity.ExecutionArn ?? "?");
            _ended.TrySetException(e);
        }
        finally
        {
            Release();
        }
    }

    private void Release()
    {
        Volatile.Write(ref _busy, 0);
        if (!_arrivals.IsEmpty && Interlocked.Exchange(ref _busy, 1) is 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    private async ValueTask TakeWaitingAsync()
    {
        IReadOnlyList<ExecutionEvent>? events = null;
        List<ExecutionEvent>? merged = null;
        List<Action>? answers = null;
        while (_arrivals.TryDequeue(out var arrival))
        {
            if (arrival is Arrival.Look look)
            {
                look.See(Execution);
                continue;
            }

            if (arrival is Arrival.Due)
            {
                _timerDue = null; // it has fired, perhaps a moment early: set it anew
            }

            var decision = Decider.Decide(Context, Execution, arrival);
            if (decision.Defect is { } defect)
            {
                _services.Logger.ExecutionBroke(defect, Execution.Identity.ExecutionArn);
            }

            if (AnswerTo(arrival, decision) is { } answer)
            {
                (answers ??= []).Add(answer);
            }

            if (decision.HasMore)
            {
                _arrivals.Enqueue(Arrival.Continue.Instance);
            }

            if (decision.Events.Count > 0 && events is null)
            {
                events = decision.Events;
            }
            else if (decision.Events.Count > 0)
            {
                merged ??= [.. events!];
                merged.AddRange(decision.Events);
                events = merged;
            }

            if (decision.HasMore)
            {
                break;
            }
        }

        if (events is null)
        {
            Tell(answers);
            SetTimer();
            return;
        }

        Row = ExecutionRows.Of(Execution);
        await _services.AppendAsync(this, _turns++, events, Row);
        Tell(answers);
        Act(events, Row);
    }

    private static Action? AnswerTo(Arrival arrival, Decision decision) => arrival switch
    {
        Arrival.Reported r => () => r.Answer.TrySetResult(decision.Events.Count > 0),
        Arrival.Skip { Answer: { } skipped } => () => skipped.TrySetResult(decision.Events.OfType<TimeSkipped>().FirstOrDefault()?.By ?? TimeSpan.Zero),
        _ => null,
    };

    private static void Tell(List<Action>? answers)
    {
        foreach (var answer in answers ?? [])
        {
            answer();
        }
    }

    private void Act(IReadOnlyList<ExecutionEvent> events, ExecutionDescription row)
    {
        _services.Observe(Execution, events, row);

        foreach (var @event in events)
        {
            _services.Dispatcher.Dispatch(this, @event);
        }

        if (row.Status is ExecutionStatus.Running)
        {
            SetTimer();
            return;
        }

        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _services.OnEnded(this, row);
        _ended.TrySetResult(row);
    }

    // One timer per execution, for whatever is due first. Waits may last a year; a timer takes 49 days at most.
    private void SetTimer()
    {
        var due = Execution.IsRunning ? Execution.NextDue() - Execution.Skipped : null;
        if (due == _timerDue)
        {
            return;
        }

        _timerDue = due;
        if (due is null)
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        var delay = due.Value - _services.Time.GetUtcNow();
        _timerDue = delay > RunnerServices.LongestTimer ? null : due;
        _timer.Change(TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling(delay.TotalMilliseconds), 0, RunnerServices.LongestTimer.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
    }
}
