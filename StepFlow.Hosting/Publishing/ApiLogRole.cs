using YamlDotNet.RepresentationModel;
using static StepFlow.Hosting.Publishing.TemplateYaml;

namespace StepFlow.Hosting.Publishing;

/// <summary>
/// REST APIs write their logs with a role that is set once for a whole account and region. A stack may set it, but does so only
/// when it is asked to: elsewhere somebody else's setting would be replaced. It stays when the stack goes, because others may use it.
/// </summary>
internal static class ApiLogRole
{
    public const string Parameter = "CreateApiGatewayLogRole";

    private const string AccountId = "ApiGatewayAccount";
    private const string RoleId = "ApiGatewayLogRole";
    private const string Condition = "HasApiGatewayLogRole";

    public static (string Id, YamlNode Value) ParameterSection => (Parameter, Map(
        ("Type", Text("String")),
        ("AllowedValues", List(Text("true"), Text("false"))),
        ("Default", Text("false")),
        ("Description", Text("true sets the role by which API Gateway writes logs, for this whole account and region; needed once, where none is set."))));

    public static (string Id, YamlNode Value) ConditionSection => (Condition, new YamlSequenceNode(Ref(Parameter), Text("true")) { Tag = "!Equals" });

    /// <summary>Makes an API wait for the role where there is one: DependsOn takes no condition.</summary>
    public static YamlNode DependencyTag() =>
        Map(("LogRole", new YamlSequenceNode(Text(Condition), Ref(AccountId), Text("of the account")) { Tag = "!If" }));

    public static IEnumerable<(string Id, YamlNode Resource)> Resources()
    {
        yield return (RoleId, Map(
            ("Type", Text("AWS::IAM::Role")),
            ("Condition", Text(Condition)),
            ("DeletionPolicy", Text("Retain")),
            ("UpdateReplacePolicy", Text("Retain")),
            ("Properties", Map(
                ("AssumeRolePolicyDocument", Map(
                    ("Version", Text("2012-10-17")),
                    ("Statement", List(Map(
                        ("Effect", Text("Allow")),
                        ("Principal", Map(("Service", Text("apigateway.amazonaws.com")))),
                        ("Action", Text("sts:AssumeRole"))))))),
                ("ManagedPolicyArns", List(Sub("arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs")))))));
        yield return (AccountId, Map(
            ("Type", Text("AWS::ApiGateway::Account")),
            ("Condition", Text(Condition)),
            ("DeletionPolicy", Text("Retain")),
            ("UpdateReplacePolicy", Text("Retain")),
            ("Properties", Map(("CloudWatchRoleArn", GetAtt(RoleId, "Arn"))))));
    }
}
