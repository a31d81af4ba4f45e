using System.Collections.Immutable;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Catalog;

/// <summary>A share of an alias's executions.</summary>
/// <param name="Weight">In percent.</param>
public readonly record struct AliasRoute(int Version, int Weight);

/// <summary>A name for one version, or for two that share the executions by weight.</summary>
public sealed record StateMachineAlias(
    string Name, string? Description, ImmutableArray<AliasRoute> Routes, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public bool RoutesTo(int version) => Routes.Any(route => route.Version == version);

    /// <param name="roll">From 0 to 99.</param>
    public int Choose(int roll)
    {
        foreach (var route in Routes)
        {
            if (roll < route.Weight)
            {
                return route.Version;
            }

            roll -= route.Weight;
        }

        return Routes[^1].Version;
    }

    internal JsonObject ToJson() => new JsonObjectBuilder()
        .Set("name", Name)
        .SetIf("description", Description is null ? null : (JsonValue)Description)
        .Set("routes", JsonArray.Of(Routes.Select(r => (JsonValue)JsonObject.Of(("version", r.Version), ("weight", r.Weight)))))
        .Set("createdAt", CreatedAt.ToUnixTimeMilliseconds())
        .Set("updatedAt", UpdatedAt.ToUnixTimeMilliseconds())
        .Build();

    internal static StateMachineAlias FromJson(JsonObject json) => new(
        json.Text("name"),
        json.TextOrNull("description"),
        [.. json.Items("routes").Cast<JsonObject>().Select(r => new AliasRoute((int)r.Number("version"), (int)r.Number("weight")))],
        json.Date("createdAt"),
        json.Date("updatedAt"));
}
