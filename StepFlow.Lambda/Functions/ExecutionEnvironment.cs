using System.Diagnostics.CodeAnalysis;
using StepFlow.Lambda.Invoking;

namespace StepFlow.Lambda;

/// <summary>
/// One life of one function process as its Runtime API sees it: what it works on, until when, and whether it still lives.
/// A process that is started again is a new environment, so nothing of the old one can be mistaken for it.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The token source holds nothing but memory, and a late request may still look at it.")]
internal sealed class ExecutionEnvironment(LambdaFunction function, int instance, int capacity, TimeProvider time, Func<bool> isDebugging)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (Invocation Invocation, ITimer Timer)> _running = [];
    private readonly HashSet<string> _overdue = [];
    private readonly CancellationTokenSource _ended = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _worn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _hasServed;
    private int _polls;

    public LambdaFunction Function => function;

    public int Instance => instance;

    /// <summary>Whether the process is one that this service started, and so reads the output of.</summary>
    public bool IsOurs => this != function.Outside;

    /// <summary>Completes when the process has asked for an event the first time.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Completes, with the reason, when the process can be of no further use and must be replaced.</summary>
    public Task<string> Worn => _worn.Task;

    /// <summary>The error that the process posted while it started.</summary>
    public FunctionOutcome? InitError { get; private set; }

    /// <summary>Set by a function that says a debugger is attached to it.</summary>
    public bool IsDebugged { get; set; }

    public LogTail Log { get; } = new();

    public LineOwners Lines { get; } = new(capacity);

    public int Running
    {
        get { lock (_gate) { return _running.Count; } }
    }

    /// <summary>True while a process waits for an event or works on one.</summary>
    public bool IsPolled => Volatile.Read(ref _polls) > 0 || Running > 0;

    /// <summary>True once the process did something for anybody, even if it ended while doing so.</summary>
    public bool WasUseful
    {
        get { lock (_gate) { return _hasServed; } }
    }

    /// <summary>Waits for the next event of the function.</summary>
    public async Task<Invocation> NextAsync(CancellationToken aborted)
    {
        lock (_gate)
        {
            if (_running.Count >= capacity)
            {
                throw new RuntimeApiException(
                    403, "InvalidStateTransition", "State transition from Running to Ready failed for runtime: the last event has not been answered.");
            }
        }

        function.EnvironmentReady(this);
        _ready.TrySetResult();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, _ended.Token);
        Interlocked.Increment(ref _polls);
        try
        {
            var invocation = await function.Queue.TakeAsync(either.Token);
            if (either.IsCancellationRequested || !TryTake(invocation))
            {
                function.Queue.Add(invocation);
                throw new OperationCanceledException(either.Token);
            }

            return invocation;
        }
        finally
        {
            Interlocked.Decrement(ref _polls);
        }
    }

    /// <summary>Gives back an event that could not be written to its poller.</summary>
    public void GiveBack(Invocation invocation)
    {
        if (TryRemove(invocation.RequestId, out _))
        {
            invocation.Delivery = null;
            function.Queue.Add(invocation);
        }
    }

    /// <summary>False when nobody waits for this answer: unknown id, answered already, or too late.</summary>
    public bool TryAnswer(string requestId, FunctionOutcome outcome)
    {
        if (TryRemove(requestId, out var invocation))
        {
            return invocation.TryEnd(outcome);
        }

        lock (_gate)
        {
            _overdue.Remove(requestId);
        }

        return false;
    }

    public bool Knows(string requestId)
    {
        lock (_gate)
        {
            return _running.ContainsKey(requestId);
        }
    }

    public void FailInit(FunctionOutcome error)
    {
        InitError = error;
        function.InitFailed(this, _ => error);
    }

    /// <summary>The process is gone: what it worked on fails, open polls end.</summary>
    public void End(Func<string, FunctionOutcome> outcome)
    {
        List<Invocation> lost = [];
        lock (_gate)
        {
            foreach (var (invocation, timer) in _running.Values)
            {
                timer.Dispose();
                lost.Add(invocation);
            }

            _running.Clear();
            _ended.Cancel();
        }

        foreach (var invocation in lost)
        {
            invocation.TryEnd(outcome(invocation.RequestId));
        }
    }

    public void Replace(string reason) => _worn.TrySetResult(reason);

    private bool TryTake(Invocation invocation)
    {
        lock (_gate)
        {
            if (_ended.IsCancellationRequested)
            {
                return false;
            }

            var timeout = function.Configuration.Timeout;
            var now = time.GetUtcNow();
            invocation.Delivery = new(this, now, now + timeout, IsFirst: !_hasServed);
            _hasServed = true;
            Lines.Took(invocation);
            var timer = time.CreateTimer(_ => TimeOut(invocation), state: null, timeout, timeout);
            _running.Add(invocation.RequestId, (invocation, timer));
            return true;
        }
    }

    private void TimeOut(Invocation invocation)
    {
        if (IsDebugged || isDebugging() || !TryRemove(invocation.RequestId, out _))
        {
            return; // the timer is periodic: it looks again one timeout later
        }

        lock (_gate)
        {
            _overdue.Add(invocation.RequestId);

            // A process that takes several events goes on with the others, as AWS lets it; it is replaced when all its hands are stuck.
            if (_overdue.Count >= capacity)
            {
                Replace("timed out");
            }
        }

        invocation.TryEnd(FunctionOutcome.TimedOut(invocation.RequestId, function.Configuration.Timeout));
    }

    private bool TryRemove(string requestId, out Invocation invocation)
    {
        lock (_gate)
        {
            var found = _running.Remove(requestId, out var entry);
            entry.Timer?.Dispose();
            invocation = entry.Invocation;
            return found;
        }
    }
}
