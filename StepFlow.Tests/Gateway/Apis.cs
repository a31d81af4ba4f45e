using System.Diagnostics;
using System.Text;
using System.Text.Json;
using StepFlow.Gateway;
using StepFlow.Gateway.Events;
using StepFlow.Gateway.Routes;

namespace StepFlow.Tests.Gateway;

/// <summary>Requests, APIs and calls for the gateway's tests.</summary>
internal static class Apis
{
    public static readonly DateTimeOffset Noon = new(2025, 2, 3, 12, 0, 0, TimeSpan.Zero);

    public static readonly ActivityContext Trace = ActivityContext.Parse("00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01", null);

    private static readonly Guid Id = new("2f1c5a60-3d0e-4a57-9a3e-0d2f6a1b7c11");

    public static GatewayApi Rest(params string[] routes) => new("orders", ApiKind.Rest, [.. routes.Select(route => Route.Parse(route, "fn"))]);

    public static GatewayApi Http(params string[] routes) => new("orders", ApiKind.Http, [.. routes.Select(route => Route.Parse(route, "fn"))]);

    /// <summary>An HTTP API whose functions get payload format 1.0.</summary>
    public static GatewayApi HttpVersion1(params string[] routes)
    {
        var api = Http(routes);
        return api with { Routes = [.. api.Routes.Select(route => route with { PayloadFormat = PayloadFormat.Version1 })] };
    }

    public static GatewayRequest Request(string method, string pathAndQuery, string body = "", params Header[] headers) =>
        Request(method, pathAndQuery, Encoding.UTF8.GetBytes(body), headers);

    public static GatewayRequest Request(string method, string pathAndQuery, byte[] body, params Header[] headers)
    {
        var parts = pathAndQuery.Split('?', 2);
        return new(method, parts[0], parts.ElementAtOrDefault(1) ?? "", [new("Host", "localhost:3000"), .. headers], body, new("127.0.0.1", 3000));
    }

    public static JsonElement Event(GatewayApi api, GatewayRequest request)
    {
        var match = new RouteTable(api).Match(request.Method, request.Path) ?? throw new InvalidOperationException("No route fits.");
        var call = new GatewayCall(api, match, request, RequestIds.From(Id), Noon, Trace);
        return JsonElement.Parse(LambdaProxy.Event(call));
    }

    public static string Text(this GatewayResponse response) => Encoding.UTF8.GetString(response.Body.Span);

    public static string[] Values(this GatewayResponse response, string name) =>
        [.. response.Headers.Where(header => header.Is(name)).Select(header => header.Value)];
}
