using YamlDotNet.RepresentationModel;
using static StepFlow.Hosting.Publishing.TemplateYaml;

namespace StepFlow.Hosting.Publishing;

/// <summary>Permissions as the template has them: in the resource itself, or as a policy of their own.</summary>
internal static class Policies
{
    private const string LanguageVersion = "2012-10-17";

    public static YamlNode? Inline(Resource owner, IEnumerable<Grant> grants, params IEnumerable<YamlNode> further)
    {
        var statements = Statements(grants.Where(grant => grant.CanBeInlineIn(owner))).Concat(further).ToList();
        return statements.Count is 0 ? null : List(Document(statements));
    }

    /// <summary>A policy for the role that SAM makes for a resource, where it cannot be part of it.</summary>
    public static (string Id, YamlNode Resource)? Attached(string ownerId, Resource owner, IEnumerable<Grant> grants)
    {
        var statements = Statements(grants.Where(grant => !grant.CanBeInlineIn(owner)));
        return statements.Count is 0
            ? null
            : ($"{ownerId}Policy", Map(
                ("Type", Text("AWS::IAM::Policy")),
                ("Properties", Map(
                    ("PolicyName", Text($"{ownerId}Policy")),
                    ("PolicyDocument", Document(statements)),
                    ("Roles", List(Ref($"{ownerId}Role")))))));
    }

    // Statements that allow the same are one with several resources.
    private static List<YamlNode> Statements(IEnumerable<Grant> grants) =>
    [
        .. grants.GroupBy(grant => string.Join(',', grant.Actions), StringComparer.Ordinal)
            .Select(same => new Grant(Target: null, same.First().Actions, [.. same.SelectMany(grant => grant.Resources).DistinctBy(arn => arn.ToString(), StringComparer.Ordinal)]).Statement),
    ];

    private static YamlMappingNode Document(IEnumerable<YamlNode> statements) =>
        Map(("Version", Text(LanguageVersion)), ("Statement", List(statements)));
}
