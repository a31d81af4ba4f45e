using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StepFlow.Aws;
using StepFlow.Lambda.Invoking;

namespace StepFlow.Lambda;

/// <summary>
/// The local Lambda service: keeps functions and their processes, and invokes them. Hosts use it in process; over HTTP it is
/// the Invoke API and, for processes that others start, the Runtime API.
/// </summary>
public sealed class LambdaService : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, LambdaFunction> _functions = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly InvocationLog _invocations = new();
    private readonly ILogger<LambdaService> _logger;
    private readonly ProcessHost _host;
    private readonly IDisposable _queueDepth;
    private bool _started;
    private int _disposed;

    public LambdaService(IOptions<LambdaOptions> options, TimeProvider time, ILoggerFactory loggers)
        : this(options.Value, time, RandomIds.NewGuid, loggers)
    {
    }

    internal LambdaService(LambdaOptions options, TimeProvider time, Func<Guid> newId, ILoggerFactory loggers)
    {
        _host = new(options, time, newId, loggers);
        _logger = loggers.CreateLogger<LambdaService>();
        StartedAt = time.GetUtcNow();
        _queueDepth = LambdaTelemetry.ObserveQueues(() => _functions.Values);
    }

    public IReadOnlyList<FunctionConfiguration> Functions =>
        [.. _functions.Values.Select(f => f.Configuration).OrderBy(c => c.Name, StringComparer.Ordinal)];

    internal LambdaOptions Options => _host.Options;

    internal TimeProvider Time => _host.Time;

    internal DateTimeOffset StartedAt { get; }

    internal ILogger Logger => _logger;

    /// <summary>Adds a function; its process starts with <see cref="StartAsync"/>, or now when that was called before.</summary>
    public void Add(FunctionConfiguration configuration)
    {
        configuration.Validate();
        var function = new LambdaFunction(configuration, _host);
        if (!_functions.TryAdd(configuration.Name, function))
        {
            throw new InvalidOperationException($"There are two functions named '{configuration.Name}'.");
        }

        if (_started)
        {
            function.Start();
        }
    }

    /// <summary>Starts the processes of all functions. Call it when the addresses they are told are being listened on.</summary>
    public Task StartAsync()
    {
        _started = true;
        foreach (var function in _functions.Values)
        {
            function.Start();
        }

        return Task.CompletedTask;
    }

    /// <summary>Waits until a process of the function has asked for an event.</summary>
    public Task WaitUntilReadyAsync(string name, CancellationToken cancellation) => Find(name).Ready.WaitAsync(cancellation);

    /// <summary>
    /// Waits until the function's first init has ended: null where a process has asked for an event, else what prevented it. A failed init is
    /// tried again when an event comes, as on AWS.
    /// </summary>
    public Task<string?> WaitForInitAsync(string name, CancellationToken cancellation) => Find(name).FirstInit.WaitAsync(cancellation);

    public FunctionStatus Describe(string name) => Find(name).Describe();

    /// <summary>Kills the function's processes and starts them again, as after a change of its code.</summary>
    public void Restart(string name) => Find(name).Restart("restart asked for");

    /// <summary>The last lines of a function, oldest first.</summary>
    public IReadOnlyList<FunctionLine> RecentLines(string name) => _host.RecentLines(name);

    /// <summary>The last invocations of a function, oldest first.</summary>
    public IReadOnlyList<InvocationRecord> RecentInvocations(string name) => _invocations.Of(name);

    /// <summary>Hands every new line to a listener until the result is disposed.</summary>
    public IDisposable ListenToLines(Action<FunctionLine> listener) => _host.Listen(listener);

    /// <summary>Invokes a function and waits for its answer.</summary>
    public Task<InvocationResult> InvokeAsync(
        string functionName, ReadOnlyMemory<byte> payload, string? traceHeader, CancellationToken cancellation) =>
        InvokeAsync(new InvocationRequest(functionName, payload) { TraceHeader = traceHeader }, cancellation);

    /// <summary>
    /// Answers as Lambda's Invoke API does; throws <see cref="AwsException"/> where that refuses. A cancelled caller stops
    /// waiting, but a function that has taken the event goes on with it.
    /// </summary>
    public async Task<InvocationResult> InvokeAsync(InvocationRequest request, CancellationToken cancellation)
    {
        var name = FunctionName.Parse(request.FunctionName, request.Qualifier);
        var function = FindQualified(name);
        var payload = PayloadCheck.Check(request.Payload, request.Type);
        var requestId = _host.NewId().ToString("D");
        var arn = name.Qualifier is null ? function.Arn : $"{function.Arn}:{name.Qualifier}";
        switch (request.Type)
        {
            case InvocationType.DryRun:
                return new(204, default, FunctionError: null, requestId, LambdaTelemetry.TraceHeader(null, LambdaTelemetry.ParentOf(request.TraceHeader), request.TraceHeader));
            case InvocationType.Event:
                var parent = LambdaTelemetry.ParentOf(request.TraceHeader);
                _ = new EventInvocation(this, function, requestId, payload, arn, request with { TraceHeader = LambdaTelemetry.TraceHeader(null, parent, request.TraceHeader) })
                    .RunAsync(_stopping.Token);
                return new(202, default, FunctionError: null, requestId, LambdaTelemetry.TraceHeader(null, parent, request.TraceHeader));
            default:
                var (outcome, invocation) = await RunAsync(function, requestId, payload, arn, request, cancellation);
                return new(200, outcome.Payload, outcome.IsError ? "Unhandled" : null, requestId, invocation.TraceHeader)
                {
                    LogTail = request.WantsLogTail ? await LogTailAsync(function, invocation, cancellation) : null,
                };
        }
    }

    /// <summary>Stops all functions. Once is enough, more does no harm.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _queueDepth.Dispose();
        await _stopping.CancelAsync();
        await Task.WhenAll(_functions.Values.Select(f => f.DisposeAsync().AsTask()));
        _stopping.Dispose();
    }

    internal LambdaFunction Find(string name) =>
        _functions.TryGetValue(name, out var function) ? function : throw Unknown(name, _host.Options.FunctionArn(name));

    internal LambdaFunction FindQualified(FunctionName name)
    {
        var arn = _host.Options.FunctionArn(name.Name) + (name.Qualifier is null ? "" : $":{name.Qualifier}");
        return _functions.TryGetValue(name.Name, out var function)
            && (name.Qualifier is null or FunctionName.Latest || function.Configuration.Aliases.Contains(name.Qualifier, StringComparer.Ordinal))
            ? function
            : throw Unknown(name.Name, arn);
    }

    /// <summary>One run of one event, with its span, its record and its figures.</summary>
    internal async Task<(FunctionOutcome Outcome, Invocation Invocation)> RunAsync(
        LambdaFunction function, string requestId, ReadOnlyMemory<byte> payload, string arn, InvocationRequest request, CancellationToken cancellation)
    {
        var asked = _host.Time.GetUtcNow();
        var parent = LambdaTelemetry.ParentOf(request.TraceHeader);
        using var activity = LambdaTelemetry.StartInvoke(function, requestId, request.Type, parent);
        var invocation = new Invocation(requestId, payload, arn, LambdaTelemetry.TraceHeader(activity, parent, request.TraceHeader))
        {
            ClientContext = request.ClientContext,
            TenantId = request.TenantId,
        };
        function.Enqueue(invocation);
        try
        {
            var outcome = await invocation.Outcome.WaitAsync(cancellation);
            Record(function, invocation, asked, outcome, activity);
            return (outcome, invocation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            if (invocation.Delivery is null)
            {
                invocation.Abandon();
            }

            activity?.SetStatus(System.Diagnostics.ActivityStatusCode.Error, "the caller went away");
            throw;
        }
    }

    private void Record(LambdaFunction function, Invocation invocation, DateTimeOffset asked, FunctionOutcome outcome, System.Diagnostics.Activity? activity)
    {
        var ended = _host.Time.GetUtcNow();
        var started = invocation.Delivery?.At ?? asked;
        var name = function.Configuration.Name;
        _invocations.Add(name, invocation, started, ended - started, outcome);
        LambdaTelemetry.Record(activity, function, asked, invocation.Delivery, ended, outcome);
        if (outcome.ErrorType is { } error)
        {
            function.LastError = error;
            _logger.FunctionFailed(name, invocation.RequestId, error, (ended - started).TotalMilliseconds);
        }
        else
        {
            _logger.FunctionAnswered(name, invocation.RequestId, (ended - started).TotalMilliseconds);
        }
    }

    private async Task<string> LogTailAsync(LambdaFunction function, Invocation invocation, CancellationToken cancellation)
    {
        var ended = _host.Time.GetUtcNow();
        var delivery = invocation.Delivery;
        var log = delivery?.Environment.Log ?? new LogTail();
        if (delivery is { Environment.IsOurs: true })
        {
            await log.SettleAsync(delivery.At, _host.Time, cancellation);
        }

        var started = delivery?.At ?? ended;
        return Convert.ToBase64String(log.Since(started, invocation.RequestId, ended - started, function.Configuration.MemoryMegabytes));
    }

    private AwsException Unknown(string name, string arn)
    {
        _logger.FunctionUnknown(name, _functions.IsEmpty ? "none" : string.Join(", ", Functions.Select(f => f.Name)));
        return LambdaRefusals.FunctionNotFound(arn);
    }
}
