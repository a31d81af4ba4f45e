using StepFlow.Language.Json;
using StepFlow.StepFunctions.ItemReading;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.MapRuns;

/// <summary>Where Map Runs read items from and write results to.</summary>
internal interface IItemStorage
{
    /// <summary>The items of the Map's ItemReader. Throws StatesException (States.ItemReaderFailed and others).</summary>
    IAsyncEnumerable<MapItem> ReadAsync(MapRunSpec spec, CancellationToken cancellation);

    /// <summary>Opens what takes the results of the Map's ResultWriter.</summary>
    Task<IResultSink> OpenAsync(MapRunSpec spec, CancellationToken cancellation);
}

/// <summary>Takes the ends of child executions, in the order in which they come, from several threads.</summary>
internal interface IResultSink : IAsyncDisposable
{
    void Add(int index, ExecutionDescription child);

    /// <summary>Writes what is left and the manifest; the answer becomes the state's result.</summary>
    Task<JsonValue> CompleteAsync(CancellationToken cancellation);
}
