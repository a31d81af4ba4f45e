using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Notifying;

namespace StepFlow.Tests.StepFunctions.Notifying;

/// <summary>Keeps what executions log.</summary>
internal sealed class LogCollector : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> _lines = new();

    public IReadOnlyList<LogLine> Lines => [.. _lines];

    public IReadOnlyList<JsonObject> Records => [.. _lines.Select(l => l.Record)];

    public IEnumerable<string> Types => Records.Select(r => ((JsonString)r["type"]!).Value);

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName is ExecutionLogger.Category ? _lines : null);

    public void Dispose()
    {
    }

    private sealed class Logger(ConcurrentQueue<LogLine>? lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (lines is not null && state is IReadOnlyList<KeyValuePair<string, object?>> fields)
            {
                var record = (JsonObject)JsonValue.Parse((string)fields.Single(f => f.Key is "Record").Value!);
                lines.Enqueue(new(logLevel, record, Activity.Current?.Context));
            }
        }
    }
}

internal sealed record LogLine(LogLevel Level, JsonObject Record, ActivityContext? Trace);
