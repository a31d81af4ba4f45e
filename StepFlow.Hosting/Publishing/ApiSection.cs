using StepFlow.Gateway;
using StepFlow.Gateway.Routes;
using YamlDotNet.RepresentationModel;
using static StepFlow.Hosting.Publishing.TemplateYaml;

namespace StepFlow.Hosting.Publishing;

/// <summary>A gateway: AWS::Serverless::Api or HttpApi with its stage, access logs and, for REST APIs, tracing. Its routes are events of the functions.</summary>
internal sealed class ApiSection(Publication app)
{
    // Single values that both kinds know; the line is JSON.
    private const string AccessLogFormat =
        """{"requestId":"$context.requestId","ip":"$context.identity.sourceIp","time":"$context.requestTime","method":"$context.httpMethod","path":"$context.path","status":"$context.status","latency":"$context.responseLatency","error":"$context.integrationErrorMessage"}""";

    public IEnumerable<(string Id, YamlNode Resource)> Of(ApiGatewayResource gateway)
    {
        var id = app.Ids.Of(gateway);
        var logs = LogGroups.IdOf(id);
        yield return (id, gateway.Kind is ApiKind.Rest ? Rest(gateway, logs) : Http(gateway, logs));
        yield return (logs, LogGroups.Of($"/aws/vendedlogs/apigateway/${{AWS::StackName}}-{gateway.Name}"));
    }

    /// <summary>The routes that a function answers, as SAM has them: events of the function.</summary>
    public IEnumerable<(string Name, YamlNode Value)> EventsOf(LambdaFunctionResource function)
    {
        var events =
            from gateway in app.Model.Gateways
            from text in gateway.Routes
            where text.Function == function
            let route = Route.Parse(text.Route, function.Name)
            select (Name: EventName(gateway, route), Value: EventOf(gateway, route));

        // "/a-b" and "/a/b" have the same letters.
        return events
            .GroupBy(e => e.Name, StringComparer.Ordinal)
            .SelectMany(same => same.Select((e, i) => (i is 0 ? e.Name : $"{e.Name}{i + 1}", (YamlNode)e.Value)));
    }

    /// <summary>Where the routes begin, for the outputs.</summary>
    public YamlNode UrlOf(ApiGatewayResource gateway)
    {
        var stage = StageOf(gateway);
        return Sub($"https://${{{app.Ids.Of(gateway)}}}.execute-api.${{AWS::Region}}.${{AWS::URLSuffix}}{(stage is GatewayApi.DefaultStage ? "" : "/" + stage)}");
    }

    private static YamlMappingNode Rest(ApiGatewayResource gateway, string logs) => Map(
        ("Type", Text("AWS::Serverless::Api")),
        ("Properties", Map(
            ("StageName", Text(StageOf(gateway))),

            // Without a version SAM adds a second stage, called Stage.
            ("OpenApiVersion", Text("3.0.1")),
            ("EndpointConfiguration", Map(("Type", Text("REGIONAL")))),
            ("TracingEnabled", True()),
            ("Tags", ApiLogRole.DependencyTag()),
            ("AccessLogSetting", Map(("DestinationArn", GetAtt(logs, "Arn")), ("Format", Text(AccessLogFormat)))),
            ("BinaryMediaTypes", gateway.BinaryMediaTypes.Count is 0 ? null : List(gateway.BinaryMediaTypes.Select(InOneSegment))),
            ("Variables", Variables(gateway)))));

    private static YamlMappingNode Http(ApiGatewayResource gateway, string logs) => Map(
        ("Type", Text("AWS::Serverless::HttpApi")),
        ("Properties", Map(
            ("StageName", Text(StageOf(gateway))),
            ("AccessLogSettings", Map(("DestinationArn", GetAtt(logs, "Arn")), ("Format", Text(AccessLogFormat)))),
            ("StageVariables", Variables(gateway)))));

    private static YamlMappingNode? Variables(ApiGatewayResource gateway) =>
        MapOrNothing(gateway.StageVariables.OrderBy(variable => variable.Key, StringComparer.Ordinal).Select(variable => (variable.Key, (YamlNode)Text(variable.Value))));

    private static string StageOf(ApiGatewayResource gateway) => gateway.Stage ?? new GatewayApi(gateway.Name, gateway.Kind, []).Stage;

    private static string Letters(string text) => string.Concat(
        text.Split(text.Where(c => !char.IsAsciiLetterOrDigit(c)).Distinct().ToArray(), StringSplitOptions.RemoveEmptyEntries)
            .Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    // A slash would begin another part of the place where SAM keeps the type.
    private static YamlNode InOneSegment(string mediaType) => Text(mediaType.Replace("/", "~1", StringComparison.Ordinal));

    private string EventName(ApiGatewayResource gateway, Route route) => Letters(route.Path.Text switch
    {
        RoutePath.DefaultText => $"{app.Ids.Of(gateway)} default",
        "/" => $"{app.Ids.Of(gateway)} {route.Method.ToLowerInvariant()} root",
        var path => $"{app.Ids.Of(gateway)} {route.Method.ToLowerInvariant()} {path}",
    });

    private YamlMappingNode EventOf(ApiGatewayResource gateway, Route route)
    {
        var isRest = gateway.Kind is ApiKind.Rest;
        return Map(
            ("Type", Text(isRest ? "Api" : "HttpApi")),
            ("Properties", Map(
                (isRest ? "RestApiId" : "ApiId", Ref(app.Ids.Of(gateway))),

                // An HTTP API's event without path and method is its $default route.
                ("Path", route.Path.IsDefault ? null : Text(route.Path.Text)),
                ("Method", route.Path.IsDefault ? null : Text(route.Method.ToLowerInvariant())))));
    }
}
