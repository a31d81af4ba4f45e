using System.Collections.Immutable;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Catalog;

namespace StepFlow.StepFunctions.Operations.Shapes;

/// <summary>One of <c>tags</c> on the wire.</summary>
internal sealed record TagShape(string? Key, string? Value)
{
    private const int MostTags = 50;

    internal static Constraints<TagShape> Constraints { get; } = new Constraints<TagShape>()
        .Text("key", t => t.Key, 1, 128)
        .Text("value", t => t.Value, 0, 256);

    public static IReadOnlyList<TagShape> Of(ImmutableArray<Tag> tags) => [.. tags.Select(t => new TagShape(t.Key, t.Value))];

    /// <summary>The tags that are there with those of the request set.</summary>
    public static ImmutableArray<Tag> Merge(ImmutableArray<Tag> tags, IReadOnlyList<TagShape>? added, string resourceArn)
    {
        foreach (var (key, value) in added ?? [])
        {
            var tag = new Tag(key ?? "", value ?? "");
            var at = tags.Select(t => t.Key).ToList().IndexOf(tag.Key);
            tags = at < 0 ? tags.Add(tag) : tags.SetItem(at, tag);
        }

        return tags.Length <= MostTags ? tags : throw Refusals.TooManyTags(resourceArn);
    }
}
