using StepFlow.Language.Errors;
using StepFlow.StepFunctions.ItemReading;

namespace StepFlow.StepFunctions.MapRuns;

/// <summary>Says that nothing can be read or written: no object store was configured.</summary>
internal sealed class NoItemStorage : IItemStorage
{
    private const string Remedy = "StepFlow has no object store here: start it with a data folder or with --s3-endpoint.";

    public IAsyncEnumerable<MapItem> ReadAsync(MapRunSpec spec, CancellationToken cancellation) =>
        throw new StatesException(new(StatesError.ItemReaderFailed, Remedy));

    public Task<IResultSink> OpenAsync(MapRunSpec spec, CancellationToken cancellation) =>
        throw new StatesException(new(StatesError.ResultWriterFailed, Remedy));
}
