using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Catalog;

/// <summary>A tag of a state machine or an activity.</summary>
public sealed record Tag(string Key, string Value)
{
    internal JsonObject ToJson() => JsonObject.Of(("key", Key), ("value", Value));

    internal static Tag FromJson(JsonObject json) => new(json.Text("key"), json.Text("value"));
}
