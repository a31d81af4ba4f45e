using StepFlow.Lambda.Invoking;

namespace StepFlow.Lambda;

/// <summary>One function at work: its queue, its processes, and when another one is needed.</summary>
internal sealed class LambdaFunction : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly ProcessHost _host;
    private readonly List<EnvironmentSlot> _slots = [];
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string?> _firstInit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FunctionOutcome? _postedInitError;
    private bool _stopped;

    public LambdaFunction(FunctionConfiguration configuration, ProcessHost host)
    {
        Configuration = configuration;
        _host = host;
        Arn = host.Options.FunctionArn(configuration.Name);
        Outside = new(this, instance: 0, capacity: int.MaxValue, host.Time, host.Options.IsDebugging);
    }

    public FunctionConfiguration Configuration { get; }

    public string Arn { get; }

    public string Region => _host.Options.Region;

    public InvocationQueue Queue { get; } = new();

    /// <summary>Stands for processes that this service did not start: they use the address with the function's name in it.</summary>
    public ExecutionEnvironment Outside { get; }

    /// <summary>Completes when a process has asked for an event the first time.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Completes when the first init has ended: with null where a process asks for events, else with what prevented it.</summary>
    public Task<string?> FirstInit => _firstInit.Task;

    public string? LastError { get; set; }

    public void Start()
    {
        if (Configuration.Command is not null)
        {
            StartSlot();
        }
    }

    public void Enqueue(Invocation invocation)
    {
        if (Interlocked.Exchange(ref _postedInitError, value: null) is { } error)
        {
            invocation.TryEnd(error);
            return;
        }

        if (Configuration.Unavailable is { } reason)
        {
            invocation.TryEnd(FunctionOutcome.CannotStart(invocation.RequestId, reason));
            return;
        }

        Queue.Add(invocation);
        if (Configuration.Command is null)
        {
            GiveUpIfNobodyAsks(invocation);
        }
        else
        {
            StartAnotherIfNeeded();
        }
    }

    public void EnvironmentReady(ExecutionEnvironment environment)
    {
        _ready.TrySetResult();
        _firstInit.TrySetResult(null);
        if (environment == Outside)
        {
            _postedInitError = null;
        }
    }

    /// <summary>The process could not start. Events that wait get its error, unless another process can still take them.</summary>
    public void InitFailed(ExecutionEnvironment environment, Func<string, FunctionOutcome> outcome)
    {
        if (!DependsOn(environment))
        {
            return;
        }

        var told = false;
        foreach (var invocation in Queue.TakeAll())
        {
            told |= invocation.TryEnd(outcome(invocation.RequestId));
        }

        // A process of ours is started again for the next event; of one that is not ours, this error is all there is to say.
        if (!told && environment == Outside)
        {
            _postedInitError = environment.InitError;
        }
    }

    /// <summary>True when events can be served by no other process than this one.</summary>
    public bool DependsOn(ExecutionEnvironment environment)
    {
        lock (_gate)
        {
            return (environment == Outside || !Outside.IsPolled)
                && !_slots.Exists(s => s.Current is { } other && other != environment && !s.IsFailing);
        }
    }

    /// <summary>An init has ended without success, for people.</summary>
    public void Report(string initError)
    {
        LastError = initError;
        _firstInit.TrySetResult(initError);
    }

    public void Restart(string reason)
    {
        lock (_gate)
        {
            foreach (var slot in _slots)
            {
                slot.Current?.Replace(reason);
            }
        }
    }

    public FunctionStatus Describe()
    {
        lock (_gate)
        {
            var environments = _slots.Select(s => s.Current).OfType<ExecutionEnvironment>().Append(Outside).ToArray();
            var state = _stopped ? FunctionState.Stopped
                : Array.Exists(environments, e => e.Ready.IsCompleted) ? FunctionState.Ready
                : Configuration.Unavailable is not null || _slots.Exists(s => s.IsFailing) ? FunctionState.Failing
                : _slots.Count > 0 ? FunctionState.Starting
                : FunctionState.Idle;
            return new(
                Configuration, Arn, state, [.. _slots.Select(s => s.ProcessId).OfType<int>()], Queue.Waiting, environments.Sum(e => e.Running), LastError ?? Configuration.Unavailable);
        }
    }

    public async ValueTask DisposeAsync()
    {
        EnvironmentSlot[] slots;
        lock (_gate)
        {
            _stopped = true;
            slots = [.. _slots];
        }

        await Task.WhenAll(slots.Select(s => s.DisposeAsync().AsTask()));
        Outside.End(requestId => FunctionOutcome.Exited(requestId, reason: null));
        foreach (var invocation in Queue.TakeAll())
        {
            invocation.TryEnd(FunctionOutcome.Exited(invocation.RequestId, reason: null));
        }
    }

    /// <summary>Events that wait beyond what idle and starting processes will take call for one more process.</summary>
    private void StartAnotherIfNeeded()
    {
        if (Configuration.Processes == 1)
        {
            return;
        }

        lock (_gate)
        {
            var starting = _slots.Count(s => s.Current is not { Ready.IsCompleted: true }) * Configuration.EventsPerProcess;
            if (Queue.Waiting > Queue.Pollers + starting && _slots.Count < Configuration.Processes)
            {
                StartSlot();
            }
        }
    }

    private void GiveUpIfNobodyAsks(Invocation invocation)
    {
        var limit = _host.Options.InitTimeout;
        var timer = _host.Time.CreateTimer(
            _ =>
            {
                if (invocation.Delivery is null && !Outside.IsPolled)
                {
                    invocation.TryEnd(FunctionOutcome.CannotStart(
                        invocation.RequestId,
                        $"No process asked for events of function {Configuration.Name} within {limit.TotalSeconds:0} seconds. "
                        + $"Start it with AWS_LAMBDA_RUNTIME_API=<address of the Lambda service>/{Configuration.Name}"));
                }
            },
            state: null,
            limit,
            limit);
        _ = invocation.Outcome.ContinueWith(_ => timer.Dispose(), TaskScheduler.Default);
    }

    private void StartSlot()
    {
        lock (_gate)
        {
            if (!_stopped)
            {
                var slot = new EnvironmentSlot(this, _slots.Count + 1, _host);
                _slots.Add(slot);
                slot.Start();
            }
        }
    }
}
