using StepFlow.Language.Json;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.MapRuns;

/// <summary>Where Map Runs read items from and write results to.</summary>
internal interface IItemStorage
{
    /// <summary>The items of the Map's ItemReader. Throws StatesException (States.ItemReaderFailed and others).</summary>
    IAsyncEnumerable<JsonValue> ReadAsync(MapRunSpec spec, CancellationToken cancellation);

    /// <summary>Opens what takes the results of the Map's ResultWriter.</summary>
    Task<IResultSink> OpenAsync(MapRunSpec spec, CancellationToken cancellation);
}

/// <summary>Takes the ends of child executions, in the order in which they come.</summary>
internal interface IResultSink : IAsyncDisposable
{
    ValueTask AddAsync(ExecutionDescription child, CancellationToken cancellation);

    /// <summary>Writes what is left and the manifest; the answer becomes the state's result.</summary>
    Task<JsonValue> CompleteAsync(CancellationToken cancellation);
}
