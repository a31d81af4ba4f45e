using StepFlow.Language.Json;

namespace StepFlow.Language.JsonPath;

/// <summary>One step of a path. Steps are linked: each hands what it selects to the next one.</summary>
internal abstract class PathToken
{
    public PathToken? Next { get; set; }

    /// <summary>True while everything before this step selects exactly one value.</summary>
    public bool UpstreamDefinite { get; set; } = true;

    public bool IsLeaf => Next is null;

    public abstract bool IsDefinite { get; }

    /// <summary>The step as error texts write it, for instance <c>['name']</c>.</summary>
    public abstract string Fragment { get; }

    public abstract void Select(JsonValue node, string at, Selection into);

    protected void Pass(JsonValue value, string at, Selection into)
    {
        if (Next is null)
        {
            into.Found.Add(value);
        }
        else
        {
            Next.Select(value, at, into);
        }
    }

    /// <summary>The place below <paramref name="at"/>; only kept where a miss could be reported.</summary>
    protected string Below(string at, string fragment) => UpstreamDefinite ? at + fragment : at;
}
