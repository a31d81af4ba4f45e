using StepFlow.Language.Json;

namespace StepFlow.Language.JsonPath;

/// <summary>One evaluation of a path: what was found, and why nothing could be.</summary>
internal sealed class Selection(JsonValue root, bool requireProperties = false)
{
    public JsonValue Root { get; } = root;

    /// <summary>Existence checks in filters do not overlook a missing property below a wildcard.</summary>
    public bool RequireProperties { get; } = requireProperties;

    public List<JsonValue> Found { get; } = [];

    public PathMiss? Miss { get; set; }
}
