using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.MapRuns;

/// <summary>Keeps what can be told of every Map Run, as it was when it started, when its limits were changed, and when it ended.</summary>
internal interface IMapRunStore
{
    MapRunDescription? Find(string mapRunArn);

    /// <summary>The Map Runs of one execution, in no order.</summary>
    IReadOnlyList<MapRunDescription> OfExecution(string executionArn);

    /// <summary>The largest sequence number of a Map Run so far; 0 where there is none.</summary>
    long LastSequence();

    /// <summary>Writes a Map Run, or replaces it. Returns once that is durable.</summary>
    void Save(MapRunDescription run);
}
