using StepFlow.Hosting.Definitions;
using StepFlow.StepFunctions.Catalog;
using YamlDotNet.RepresentationModel;
using static StepFlow.Hosting.Publishing.TemplateYaml;

namespace StepFlow.Hosting.Publishing;

/// <summary>A state machine: AWS::Serverless::StateMachine with its definition file, traced, and with a log group of its own.</summary>
internal sealed class StateMachineSection(Publication app, Grants grants)
{
    // Names that begin so need no policy on the log group, of which an account has few.
    private const string LogPrefix = "/aws/vendedlogs/states/${AWS::StackName}-";

    /// <summary>
    /// The ARN of a state machine for whoever needs it to be created. In a circle nobody can be created first: there the ARN is
    /// put together from the fixed name.
    /// </summary>
    public static YamlNode ArnFor(Resource user, StateMachineResource stateMachine, LogicalIds ids) =>
        user == stateMachine || ReferenceGraph.Needs(stateMachine, user)
            ? Sub($"arn:${{AWS::Partition}}:states:${{AWS::Region}}:${{AWS::AccountId}}:stateMachine:{FixedName(stateMachine)}")
            : Ref(ids.Of(stateMachine));

    public IEnumerable<(string Id, YamlNode Resource)> Of(StateMachineResource stateMachine)
    {
        var id = app.Ids.Of(stateMachine);
        var logs = LogGroups.IdOf(id);
        var isExpress = stateMachine.Type is StateMachineType.Express;
        yield return (id, Map(
            ("Type", Text("AWS::Serverless::StateMachine")),
            ("Properties", Map(
                ("Name", ReferenceGraph.IsInCircle(stateMachine) ? Sub(FixedName(stateMachine)) : null),
                ("Type", Text(isExpress ? "EXPRESS" : "STANDARD")),
                ("DefinitionUri", Text(app.Definition(stateMachine).Uri)),
                ("DefinitionSubstitutions", MapOrNothing(SubstitutionsOf(stateMachine))),
                ("Tracing", Map(("Enabled", True()))),
                ("Logging", Map(
                    // An Express execution has no other history than its log.
                    ("Level", Text(isExpress ? "ALL" : "ERROR")),
                    ("IncludeExecutionData", False()),
                    ("Destinations", List(Map(("CloudWatchLogsLogGroup", Map(("LogGroupArn", GetAtt(logs, "Arn"))))))))),
                ("Policies", Policies.Inline(stateMachine, grants.Of(stateMachine), LogDelivery()))))));
        yield return (logs, LogGroups.Of(LogPrefix + stateMachine.Name));
        if (Policies.Attached(id, stateMachine, grants.Of(stateMachine)) is { } attached)
        {
            yield return attached;
        }
    }

    /// <summary>What the template allows nobody to do, because the model does not say enough, in sentences.</summary>
    public IEnumerable<string> Remarks(StateMachineResource stateMachine) =>
        app.Definition(stateMachine).Calls.Outside(NamesOf<LambdaFunctionResource>(stateMachine), NamesOf<StateMachineResource>(stateMachine)).Select(call =>
            $"{stateMachine.Name}: it calls {call.What}, which is nothing that the AppHost refers it to. "
            + $"Add the permission{(call.Permission is { } permission ? $" ({permission})" : "")} to the policies of {app.Ids.Of(stateMachine)} in the template.");

    private static List<string> NamesOf<T>(StateMachineResource stateMachine)
        where T : Resource => [.. stateMachine.References.OfType<T>().Select(reference => Substitutions.NameOf(reference.Name))];

    private static string FixedName(StateMachineResource stateMachine) => $"${{AWS::StackName}}-{stateMachine.Name}";

    private static YamlMappingNode LogDelivery() => Map(
        ("Effect", Text("Allow")),
        ("Action", List(
            Text("logs:CreateLogDelivery"), Text("logs:GetLogDelivery"), Text("logs:UpdateLogDelivery"), Text("logs:DeleteLogDelivery"), Text("logs:ListLogDeliveries"),
            Text("logs:PutResourcePolicy"), Text("logs:DescribeResourcePolicies"), Text("logs:DescribeLogGroups"))),

        // None of these actions can be limited to a log group.
        ("Resource", List(Text("*"))));

    private IEnumerable<(string Name, YamlNode Value)> SubstitutionsOf(StateMachineResource stateMachine)
    {
        var values = stateMachine.References.ToDictionary(
            reference => Substitutions.NameOf(reference.Name),
            reference => reference is StateMachineResource other ? ArnFor(stateMachine, other, app.Ids) : GetAtt(app.Ids.Of(reference), "Arn"),
            StringComparer.Ordinal);
        foreach (var (name, value) in stateMachine.Substitutions)
        {
            values[name] = Text(value);
        }

        return values.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => (value.Key, value.Value));
    }
}
