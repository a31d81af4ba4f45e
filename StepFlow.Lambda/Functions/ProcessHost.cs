using Microsoft.Extensions.Logging;

namespace StepFlow.Lambda;

/// <summary>What all function processes share: settings, clock, ids, and where their lines go.</summary>
internal sealed class ProcessHost(LambdaOptions options, TimeProvider time, Func<Guid> newId, ILoggerFactory loggers)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<FunctionLine>> _recent = [];
    private Action<FunctionLine>? _listeners;
    private long _linesWritten;

    private const int LinesKept = 1000;

    public LambdaOptions Options => options;

    public TimeProvider Time => time;

    public ILoggerFactory Loggers => loggers;

    public Guid NewId() => newId();

    public void Write(ExecutionEnvironment environment, FunctionLineSource source, string text)
    {
        var owner = source is FunctionLineSource.Service ? null : environment.Lines.Of(text);
        var line = new FunctionLine(environment.Function.Configuration.Name, environment.Instance, time.GetUtcNow(), source, text)
        {
            RequestId = owner?.RequestId,
            TraceHeader = owner?.TraceHeader,
        };
        if (source is not FunctionLineSource.Service)
        {
            environment.Log.Add(line.At, text);
        }

        Action<FunctionLine>? listeners;
        lock (_gate)
        {
            line = line with { Number = ++_linesWritten };
            var lines = _recent.TryGetValue(line.Function, out var known) ? known : _recent[line.Function] = new();
            lines.Enqueue(line);
            if (lines.Count > LinesKept)
            {
                lines.Dequeue();
            }

            listeners = _listeners;
        }

        Tell(options.Output, line);
        Tell(listeners, line);
    }

    // A listener that throws must not end the reading: the function would wait for room in its pipe for ever.
    private void Tell(Action<FunctionLine>? listener, FunctionLine line)
    {
        try
        {
            listener?.Invoke(line);
        }
        catch (Exception e)
        {
            loggers.CreateLogger<LambdaService>().OutputBroke(e, line.Function);
        }
    }

    public IReadOnlyList<FunctionLine> RecentLines(string function)
    {
        lock (_gate)
        {
            return _recent.TryGetValue(function, out var lines) ? [.. lines] : [];
        }
    }

    public IDisposable Listen(Action<FunctionLine> listener)
    {
        lock (_gate)
        {
            _listeners += listener;
        }

        return new Subscription(() =>
        {
            lock (_gate)
            {
                _listeners -= listener;
            }
        });
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
