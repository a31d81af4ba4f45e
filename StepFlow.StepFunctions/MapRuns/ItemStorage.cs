using StepFlow.Language.Json;
using StepFlow.StepFunctions.ItemReading;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.MapRuns;

/// <summary>Items from and results to an object store, by the fields of the Map state.</summary>
internal sealed class ItemStorage(IObjectStore objects) : IItemStorage
{
    public IAsyncEnumerable<MapItem> ReadAsync(MapRunSpec spec, CancellationToken cancellation)
    {
        var reader = spec.Distribution.ItemReader!;
        var scope = spec.Scope.With(spec.Plan.Input);
        var config = reader.ReaderConfig?.Evaluate(scope) as JsonObject;
        var most = reader.MaxItems?.Evaluate(scope, long.MinValue)
            ?? (config?["MaxItems"] is JsonNumber number && number.TryGetInt64(out var limit) ? limit : null);
        var parameters = reader.Arguments?.Evaluate(scope) as JsonObject ?? JsonObject.Empty;
        return new ItemReader(objects).ReadAsync(new(reader.Resource ?? "", parameters, config, most), cancellation);
    }

    public Task<IResultSink> OpenAsync(MapRunSpec spec, CancellationToken cancellation)
    {
        var writer = spec.Distribution.ResultWriter!;
        var scope = spec.Scope.With(spec.Plan.Input);
        var config = writer.WriterConfig?.Evaluate(scope) as JsonObject;
        if (writer.Resource is null)
        {
            return Task.FromResult<IResultSink>(new StateSink(ResultFormat.Of(config, ResultFormat.InState)));
        }

        var parameters = writer.Arguments?.Evaluate(scope) as JsonObject ?? JsonObject.Empty;
        var format = ResultFormat.Of(config, ResultFormat.InFiles);
        return Task.FromResult<IResultSink>(new FileSink(MapResultWriter.For(objects, parameters, spec.MapRunArn, format)));
    }

    private static ChildResult ResultOf(ExecutionDescription row) => new(
        row.ExecutionArn, row.StateMachineArn, row.Name, StatusOf(row.Status), row.Input ?? "{}", row.Output, row.Error, row.Cause, row.StartDate, row.StopDate);

    private static string StatusOf(ExecutionStatus status) => status switch
    {
        ExecutionStatus.Succeeded => "SUCCEEDED",
        ExecutionStatus.TimedOut => "TIMED_OUT",
        ExecutionStatus.Aborted => "ABORTED",
        _ => "FAILED",
    };

    /// <summary>Results in files; children end at the same time, so adding is behind a gate.</summary>
    private sealed class FileSink(MapResultWriter writer) : IResultSink
    {
        private readonly Lock _gate = new();

        public void Add(int index, ExecutionDescription child)
        {
            lock (_gate)
            {
                writer.Add(ResultOf(child));
            }
        }

        public async Task<JsonValue> CompleteAsync(CancellationToken cancellation) => await writer.FinishAsync(cancellation);

        public ValueTask DisposeAsync() => writer.DisposeAsync();
    }

    /// <summary>A ResultWriter without a Resource only shapes the state's own result.</summary>
    private sealed class StateSink(ResultFormat format) : IResultSink
    {
        private readonly Lock _gate = new();
        private readonly SortedDictionary<int, ChildResult> _children = [];

        public void Add(int index, ExecutionDescription child)
        {
            lock (_gate)
            {
                _children[index] = ResultOf(child);
            }
        }

        public Task<JsonValue> CompleteAsync(CancellationToken cancellation) => Task.FromResult<JsonValue>(format.Result(_children.Values));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
