using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StepFlow.Gateway;
using StepFlow.Gateway.Cors;
using StepFlow.Gateway.Routes;
using Xunit;

namespace StepFlow.Tests.Gateway;

/// <summary>An HTTP API with a CORS configuration: what browsers ask, and what they are told.</summary>
public sealed class CorsTests
{
    private const string Page = "https://www.example.com";

    private static readonly CorsConfiguration Configured = new()
    {
        AllowOrigins = [Page, "http://localhost:5173"],
        AllowMethods = ["GET", "POST"],
        AllowHeaders = ["content-type", "authorization"],
        ExposeHeaders = ["x-total"],
        MaxAge = 600,
    };

    private int _calls;

    [Theory]
    [InlineData("POST /a")]
    [InlineData("ANY /a")]
    [InlineData("OPTIONS /a")]
    [InlineData("$default")]
    [InlineData("GET /elsewhere")]
    public async Task A_preflight_request_is_answered_without_a_function_whatever_the_routes(string route)
    {
        var response = await HandleAsync(Apis.Http(route) with { Cors = Configured }, Preflight(Page));

        Assert.Equal((204, 0, 0), (response.Status, response.Body.Length, _calls));
        Assert.Equal(
            ["Access-Control-Allow-Origin: https://www.example.com", "Access-Control-Allow-Methods: GET,POST", "Access-Control-Allow-Headers: content-type,authorization", "Access-Control-Max-Age: 600"],
            CorsHeadersOf(response));
        Assert.Single(response.Values("Apigw-Requestid"));
    }

    [Fact]
    public async Task An_origin_that_is_not_allowed_is_told_nothing()
    {
        var api = Apis.Http("GET /a") with { Cors = Configured };

        var preflight = await HandleAsync(api, Preflight("https://evil.example"));
        var request = await HandleAsync(api, Apis.Request("GET", "/a", "", new Header("Origin", "https://evil.example")));

        Assert.Equal(204, preflight.Status);
        Assert.Empty(CorsHeadersOf(preflight));
        Assert.Equal((200, 1), (request.Status, _calls));
        Assert.Empty(CorsHeadersOf(request));
    }

    [Fact]
    public async Task The_functions_own_cors_headers_are_ignored_and_the_others_are_not()
    {
        var api = Apis.Http("GET /a") with { Cors = Configured };

        var cross = await HandleAsync(api, Apis.Request("GET", "/a", "", new Header("Origin", Page)));
        var same = await HandleAsync(api, Apis.Request("GET", "/a"));

        Assert.Equal(["Access-Control-Allow-Origin: https://www.example.com", "Access-Control-Expose-Headers: x-total"], CorsHeadersOf(cross));
        Assert.Equal(["7"], cross.Values("X-Total"));
        Assert.Empty(CorsHeadersOf(same));
    }

    [Fact]
    public async Task A_page_can_read_errors_too()
    {
        var response = await HandleAsync(Apis.Http("GET /a") with { Cors = Configured }, Apis.Request("GET", "/b", "", new Header("Origin", Page)));

        Assert.Equal((404, Page), (response.Status, response.Values("Access-Control-Allow-Origin").Single()));
    }

    [Fact]
    public async Task An_options_request_that_is_no_preflight_goes_to_its_route()
    {
        var response = await HandleAsync(Apis.Http("OPTIONS /a") with { Cors = Configured }, Apis.Request("OPTIONS", "/a", "", new Header("Origin", Page)));

        Assert.Equal((200, 1), (response.Status, _calls));
    }

    [Fact]
    public async Task Without_a_configuration_cors_is_the_functions_business()
    {
        var preflight = await HandleAsync(Apis.Http("ANY /a"), Preflight(Page));

        Assert.Equal((200, 1), (preflight.Status, _calls));
        Assert.Equal(["access-control-allow-origin: function"], CorsHeadersOf(preflight));
    }

    [Theory]
    [InlineData("*", false, "*")]
    [InlineData("*", true, Page)]
    [InlineData("https://*", false, Page)]
    [InlineData("http://*", false, null)]
    [InlineData("https://www.example.com:8443", false, null)]
    public void An_asterisk_is_any_origin_or_any_of_its_scheme(string allowed, bool credentials, string? answer) =>
        Assert.Equal(answer, new CorsConfiguration { AllowOrigins = [allowed], AllowCredentials = credentials }.AllowOriginFor(Page));

    [Fact]
    public async Task Credentials_are_allowed_on_both_responses()
    {
        var api = Apis.Http("GET /a") with { Cors = Configured with { AllowCredentials = true } };

        Assert.Equal(["true"], (await HandleAsync(api, Preflight(Page))).Values("Access-Control-Allow-Credentials"));
        Assert.Equal(["true"], (await HandleAsync(api, Apis.Request("GET", "/a", "", new Header("Origin", Page)))).Values("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task A_mock_integration_is_answered_by_the_api_itself()
    {
        var mock = new GatewayResponse(200, [new("Access-Control-Allow-Origin", "*")], Encoding.UTF8.GetBytes("{}\n"));
        var api = Apis.Rest("GET /a") with { Routes = [Route.Parse("GET /a", "fn"), Route.Parse("OPTIONS /a", mock)] };

        var response = await HandleAsync(api, Apis.Request("OPTIONS", "/prod/a"));

        Assert.Equal((200, "{}\n", 0), (response.Status, response.Text(), _calls));
        Assert.Equal(["*"], response.Values("Access-Control-Allow-Origin"));
        Assert.Single(response.Values("x-amzn-RequestId"));
    }

    private static GatewayRequest Preflight(string origin) =>
        Apis.Request("OPTIONS", "/a", "", new("Origin", origin), new("Access-Control-Request-Method", "POST"), new("Access-Control-Request-Headers", "content-type"));

    private static IEnumerable<string> CorsHeadersOf(GatewayResponse response) =>
        response.Headers.Where(header => header.Name.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase)).Select(header => $"{header.Name}: {header.Value}");

    private Task<GatewayResponse> HandleAsync(GatewayApi api, GatewayRequest request)
    {
        var function = new Function(() => _calls++);
        return new GatewayService(api, function, new FakeTimeProvider(Apis.Noon), NullLogger<GatewayService>.Instance).HandleAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Believes that CORS is its business.</summary>
    private sealed class Function(Action called) : IFunctionInvoker
    {
        public Task<FunctionReply> InvokeAsync(string function, ReadOnlyMemory<byte> payload, string traceHeader, CancellationToken cancellation)
        {
            called();
            return Task.FromResult(new FunctionReply("""{"statusCode":200,"headers":{"access-control-allow-origin":"function","X-Total":"7"}}"""u8.ToArray(), Error: null));
        }
    }
}
