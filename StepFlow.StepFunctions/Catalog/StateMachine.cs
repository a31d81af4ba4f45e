using System.Collections.Immutable;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Catalog;

/// <summary>A state machine with all that hangs on it, as it is now. Changed by replacing it in <see cref="StateMachines"/>.</summary>
public sealed record StateMachine
{
    public required string Arn { get; init; }

    public required string Name { get; init; }

    public required StateMachineType Type { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The current revision.</summary>
    public required string RevisionId { get; init; }

    public int LastVersion { get; init; }

    /// <summary>In the order of their numbers.</summary>
    public ImmutableArray<StateMachineVersion> Versions { get; init; } = [];

    /// <summary>In the order of their names.</summary>
    public ImmutableArray<StateMachineAlias> Aliases { get; init; } = [];

    public ImmutableArray<Tag> Tags { get; init; } = [];

    public StateMachineVersion? FindVersion(int number) => Versions.FirstOrDefault(v => v.Number == number);

    public StateMachineAlias? FindAlias(string name) => Aliases.FirstOrDefault(a => string.Equals(a.Name, name, StringComparison.Ordinal));

    /// <summary>The version of the current revision; where there is none yet, it is made.</summary>
    public StateMachine Publish(DateTimeOffset now, string? description, out StateMachineVersion version)
    {
        if (Versions.FirstOrDefault(v => string.Equals(v.RevisionId, RevisionId, StringComparison.Ordinal)) is { } existing)
        {
            version = existing;
            return this;
        }

        version = new(LastVersion + 1, RevisionId, now, description);
        return this with { LastVersion = version.Number, Versions = Versions.Add(version) };
    }

    public StateMachine WithAlias(StateMachineAlias alias)
    {
        var old = FindAlias(alias.Name);
        var others = old is null ? Aliases : Aliases.Remove(old);
        return this with { Aliases = [.. others.Add(alias).OrderBy(a => a.Name, StringComparer.Ordinal)] };
    }

    internal JsonObject ToJson() => new JsonObjectBuilder()
        .Set("arn", Arn)
        .Set("name", Name)
        .Set("type", Type.ToString())
        .Set("createdAt", CreatedAt.ToUnixTimeMilliseconds())
        .Set("revisionId", RevisionId)
        .Set("lastVersion", LastVersion)
        .Set("versions", JsonArray.Of(Versions.Select(v => (JsonValue)v.ToJson())))
        .Set("aliases", JsonArray.Of(Aliases.Select(a => (JsonValue)a.ToJson())))
        .Set("tags", JsonArray.Of(Tags.Select(t => (JsonValue)t.ToJson())))
        .Build();

    internal static StateMachine FromJson(JsonObject json) => new()
    {
        Arn = json.Text("arn"),
        Name = json.Text("name"),
        Type = Enum.Parse<StateMachineType>(json.Text("type")),
        CreatedAt = json.Date("createdAt"),
        RevisionId = json.Text("revisionId"),
        LastVersion = (int)json.Number("lastVersion"),
        Versions = [.. json.Items("versions").Cast<JsonObject>().Select(StateMachineVersion.FromJson)],
        Aliases = [.. json.Items("aliases").Cast<JsonObject>().Select(StateMachineAlias.FromJson)],
        Tags = [.. json.Items("tags").Cast<JsonObject>().Select(Tag.FromJson)],
    };
}
