using System.Collections.Immutable;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Catalog;

/// <summary>An activity: a name at which workers poll for tasks.</summary>
public sealed record ActivityResource
{
    public required string Arn { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public EncryptionConfiguration? Encryption { get; init; }

    public ImmutableArray<Tag> Tags { get; init; } = [];

    internal JsonObject ToJson() => new JsonObjectBuilder()
        .Set("arn", Arn)
        .Set("name", Name)
        .Set("createdAt", CreatedAt.ToUnixTimeMilliseconds())
        .SetIf("encryption", Encryption?.ToJson())
        .Set("tags", JsonArray.Of(Tags.Select(t => (JsonValue)t.ToJson())))
        .Build();

    internal static ActivityResource FromJson(JsonObject json) => new()
    {
        Arn = json.Text("arn"),
        Name = json.Text("name"),
        CreatedAt = json.Date("createdAt"),
        Encryption = json["encryption"] is JsonObject encryption ? EncryptionConfiguration.FromJson(encryption) : null,
        Tags = [.. json.Items("tags").Cast<JsonObject>().Select(Tag.FromJson)],
    };
}
