using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Catalog;

/// <summary>A published revision. Numbers are never given twice, not even after a deletion.</summary>
public sealed record StateMachineVersion(int Number, string RevisionId, DateTimeOffset CreatedAt, string? Description)
{
    internal JsonObject ToJson() => new JsonObjectBuilder()
        .Set("number", Number)
        .Set("revisionId", RevisionId)
        .Set("createdAt", CreatedAt.ToUnixTimeMilliseconds())
        .SetIf("description", Description is null ? null : (JsonValue)Description)
        .Build();

    internal static StateMachineVersion FromJson(JsonObject json) =>
        new((int)json.Number("number"), json.Text("revisionId"), json.Date("createdAt"), json.TextOrNull("description"));
}
