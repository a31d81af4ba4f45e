using YamlDotNet.RepresentationModel;

namespace StepFlow.Hosting.Publishing;

/// <summary>A permission: who may do what to whom.</summary>
/// <param name="Target">The resource of the model that it is about; null where it is about none.</param>
/// <param name="Actions">IAM's actions.</param>
/// <param name="Resources">The ARNs, as the template writes them.</param>
internal sealed record Grant(Resource? Target, string[] Actions, YamlNode[] Resources)
{
    public YamlMappingNode Statement => TemplateYaml.Map(
        ("Effect", TemplateYaml.Text("Allow")),
        ("Action", TemplateYaml.List(Actions.Select(TemplateYaml.Text))),
        ("Resource", TemplateYaml.List(Resources)));

    /// <summary>
    /// Whether the role's own policies can hold it. A policy that names what cannot exist before the role's owner does would close
    /// a circle; it is attached afterwards.
    /// </summary>
    public bool CanBeInlineIn(Resource owner) => Target is null || (Target != owner && !ReferenceGraph.Needs(Target, owner));
}
