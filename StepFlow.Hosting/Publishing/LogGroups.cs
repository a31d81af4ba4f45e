using YamlDotNet.RepresentationModel;
using static StepFlow.Hosting.Publishing.TemplateYaml;

namespace StepFlow.Hosting.Publishing;

/// <summary>Log groups that the stack owns: they keep logs for a while, and nothing once the stack is deleted.</summary>
internal static class LogGroups
{
    public const string RetentionParameter = "LogRetentionInDays";

    public static string IdOf(string ownerId) => $"{ownerId}Logs";

    /// <param name="name">The name, with CloudFormation's <c>${AWS::StackName}</c> in it.</param>
    public static YamlNode Of(string name) => Map(
        ("Type", Text("AWS::Logs::LogGroup")),
        ("DeletionPolicy", Text("Delete")),
        ("UpdateReplacePolicy", Text("Delete")),
        ("Properties", Map(
            ("LogGroupName", Sub(name)),
            ("RetentionInDays", Ref(RetentionParameter)))));
}
