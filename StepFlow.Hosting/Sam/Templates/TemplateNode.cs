using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using StepFlow.Hosting.Definitions;
using StepFlow.Language.Json;

namespace StepFlow.Hosting.Sam.Templates;

/// <summary>A part of a template with its place in the file. Short forms such as <c>!Ref A</c> are read as <c>{Ref: A}</c>.</summary>
internal abstract record TemplateNode(TextPlace Place)
{
    /// <summary>The value as JSON, intrinsic functions as the mappings they are.</summary>
    public abstract JsonValue ToJson();
}

/// <summary>A single value: its text as it was written, and what YAML takes it for.</summary>
internal sealed record TemplateScalar(TextPlace Place, string Text, JsonValue Value) : TemplateNode(Place)
{
    public TemplateScalar(TextPlace place, string text)
        : this(place, text, text)
    {
    }

    public override JsonValue ToJson() => Value;
}

internal sealed record TemplateList(TextPlace Place, ImmutableArray<TemplateNode> Items) : TemplateNode(Place)
{
    public override JsonValue ToJson() => JsonArray.Of(Items.Select(item => item.ToJson()));
}

internal sealed record TemplateMap(TextPlace Place, ImmutableArray<TemplateMember> Members) : TemplateNode(Place)
{
    public static readonly TemplateMap Empty = new(new TextPlace(1, 1), []);

    public TemplateNode? this[string name] => Members.FirstOrDefault(member => member.Name == name)?.Value;

    public override JsonValue ToJson() => JsonObject.Of(Members.Select(member => KeyValuePair.Create(member.Name, member.Value.ToJson())));

    /// <summary>The function's name and argument, where this mapping is one: <c>Ref</c>, <c>Fn::Sub</c>, …</summary>
    public bool IsIntrinsic([NotNullWhen(true)] out TemplateMember? call)
    {
        call = Members is [{ } only] && (only.Name is "Ref" || only.Name.StartsWith("Fn::", StringComparison.Ordinal)) ? only : null;
        return call is not null;
    }
}

internal sealed record TemplateMember(string Name, TextPlace Place, TemplateNode Value);
