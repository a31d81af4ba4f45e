using StepFlow.Gateway;
using YamlDotNet.RepresentationModel;
using static StepFlow.Hosting.Publishing.TemplateYaml;

namespace StepFlow.Hosting.Publishing;

/// <summary>The SAM template of an application.</summary>
internal static class SamTemplate
{
    // What CloudWatch Logs offers up to a year.
    private static readonly int[] Retentions = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365];

    public static string Write(Publication app) => TemplateYaml.Write(Of(app));

    /// <summary>True where the account needs a role for API Gateway's logs.</summary>
    public static bool NeedsApiLogRole(AppModel model) => model.Gateways.Any(gateway => gateway.Kind is ApiKind.Rest);

    private static YamlMappingNode Of(Publication app)
    {
        var grants = new Grants(app);
        var apis = new ApiSection(app);
        var functions = new FunctionSection(app, grants, apis);
        var stateMachines = new StateMachineSection(app, grants);
        var hasRest = NeedsApiLogRole(app.Model);
        IEnumerable<(string Id, YamlNode Value)> retention = [(LogGroups.RetentionParameter, Retention())];
        return Map(
            ("AWSTemplateFormatVersion", Text("2010-09-09")),
            ("Transform", Text("AWS::Serverless-2016-10-31")),
            ("Description", Text("Written by StepFlow publish. Change the AppHost and publish again rather than this file.")),
            ("Parameters", MapOrNothing(hasRest ? [.. retention, ApiLogRole.ParameterSection] : retention)),
            ("Conditions", MapOrNothing(hasRest ? [ApiLogRole.ConditionSection] : [])),
            ("Resources", MapOrNothing(
            [
                .. app.Model.Functions.SelectMany(functions.Of),
                .. app.Model.StateMachines.SelectMany(stateMachines.Of),
                .. app.Model.Gateways.SelectMany(apis.Of),
                .. hasRest ? ApiLogRole.Resources() : [],
            ])),
            ("Outputs", MapOrNothing(Outputs(app, apis))));
    }

    private static YamlMappingNode Retention() => Map(
        ("Type", Text("Number")),
        ("Default", Number(14)),
        ("AllowedValues", List(Retentions.Select(Number))),
        ("Description", Text("How long logs are kept.")));

    private static IEnumerable<(string Id, YamlNode Value)> Outputs(Publication app, ApiSection apis) =>
    [
        .. app.Model.Gateways.Select(gateway => ($"{app.Ids.Of(gateway)}Url", (YamlNode)Map(
            ("Description", Text($"Where the routes of {gateway.Name} begin")), ("Value", apis.UrlOf(gateway))))),
        .. app.Model.StateMachines.Select(machine => ($"{app.Ids.Of(machine)}Arn", (YamlNode)Map(
            ("Description", Text($"The state machine {machine.Name}")), ("Value", Ref(app.Ids.Of(machine)))))),
    ];
}
