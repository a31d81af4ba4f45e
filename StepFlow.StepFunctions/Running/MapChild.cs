using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Running;

/// <summary>What makes an execution a child of a Map Run.</summary>
/// <param name="StatePath">The names of states from the root to the Map, joined by <c>/</c>; Parallel branches add <c>#n</c>.</param>
/// <param name="Label">Stands behind the machine's name in the child's ARNs.</param>
/// <param name="Express">Whether the child is an Express execution.</param>
public sealed record MapChild(
    string MapRunArn, string StatePath, string Label, bool Express, int ItemCount, JsonObject? MapContext, JsonObject? Variables);
