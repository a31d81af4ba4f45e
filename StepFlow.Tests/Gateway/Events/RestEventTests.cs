using System.Text.Json;
using StepFlow.Gateway;
using Xunit;

namespace StepFlow.Tests.Gateway.Events;

public sealed class RestEventTests
{
    private static readonly string[] Members =
    [
        "body", "headers", "httpMethod", "isBase64Encoded", "multiValueHeaders", "multiValueQueryStringParameters", "path",
        "pathParameters", "queryStringParameters", "requestContext", "resource", "stageVariables",
    ];

    private static readonly string[] ContextMembers =
    [
        "accountId", "apiId", "deploymentId", "domainName", "domainPrefix", "extendedRequestId", "httpMethod", "identity", "path", "protocol",
        "requestId", "requestTime", "requestTimeEpoch", "resourceId", "resourcePath", "stage",
    ];

    [Fact]
    public void The_event_has_the_members_recorded_from_aws()
    {
        var e = Apis.Event(Apis.Rest("ANY /{proxy+}"), Apis.Request("GET", "/prod/proxy-value"));

        Assert.Equal(Members, e.EnumerateObject().Select(m => m.Name).Order(StringComparer.Ordinal));
        var context = e.GetProperty("requestContext");
        Assert.Equal(ContextMembers, context.EnumerateObject().Select(m => m.Name).Order(StringComparer.Ordinal));
        Assert.Equal(12, context.GetProperty("identity").EnumerateObject().Count());
        Assert.Equal("/{proxy+}", e.GetProperty("resource").GetString());
        Assert.Equal("/proxy-value", e.GetProperty("path").GetString());
        Assert.Equal("/prod/proxy-value", context.GetProperty("path").GetString());
        Assert.Equal("prod", context.GetProperty("stage").GetString());
        Assert.Equal("03/Feb/2025:12:00:00 +0000", context.GetProperty("requestTime").GetString());
        Assert.Equal(1738584000000, context.GetProperty("requestTimeEpoch").GetInt64());
        Assert.Equal("123456789012", context.GetProperty("accountId").GetString());
        Assert.Matches("^[a-z0-9]{10}$", context.GetProperty("apiId").GetString()!);
        Assert.Matches("^[A-Za-z0-9_-]{15}=$", context.GetProperty("extendedRequestId").GetString()!);
        Assert.Equal("2f1c5a60-3d0e-4a57-9a3e-0d2f6a1b7c11", context.GetProperty("requestId").GetString());
    }

    [Fact]
    public void Absent_maps_are_null()
    {
        var e = Apis.Event(Apis.Rest("GET /a"), Apis.Request("GET", "/prod/a"));

        foreach (var name in (string[])["body", "pathParameters", "queryStringParameters", "multiValueQueryStringParameters", "stageVariables"])
        {
            Assert.Equal(JsonValueKind.Null, e.GetProperty(name).ValueKind);
        }
    }

    [Fact]
    public void The_last_value_wins_and_the_multi_value_maps_have_them_all()
    {
        var e = Apis.Event(
            Apis.Rest("POST /a"),
            Apis.Request("POST", "/prod/a?category=electronics&category=books&price=10&price=20&price=30&empty", "{}", new("tEsT-HEADeR", "one"), new("tEsT-HEADeR", "two")));

        Assert.Equal("""{"category":"books","price":"30","empty":""}""", e.GetProperty("queryStringParameters").GetRawText());
        Assert.Equal("""{"category":["electronics","books"],"price":["10","20","30"],"empty":[""]}""", e.GetProperty("multiValueQueryStringParameters").GetRawText());
        Assert.Equal("two", e.GetProperty("headers").GetProperty("tEsT-HEADeR").GetString());
        Assert.Equal("""["one","two"]""", e.GetProperty("multiValueHeaders").GetProperty("tEsT-HEADeR").GetRawText());
    }

    [Fact]
    public void A_query_is_decoded_and_a_path_is_not()
    {
        var e = Apis.Event(
            Apis.Rest("GET /users/{name}"),
            Apis.Request("GET", "/prod/users/A%20Doe?email=test%2Balias@gmail.com&plus=test+alias@gmail.com&url=https%3A%2F%2Fwww.google.com%2F"));

        Assert.Equal("/users/A%20Doe", e.GetProperty("path").GetString());
        Assert.Equal("A%20Doe", e.GetProperty("pathParameters").GetProperty("name").GetString());
        var query = e.GetProperty("queryStringParameters");
        Assert.Equal("test+alias@gmail.com", query.GetProperty("email").GetString());
        Assert.Equal("test alias@gmail.com", query.GetProperty("plus").GetString());
        Assert.Equal("https://www.google.com/", query.GetProperty("url").GetString());
    }

    [Fact]
    public void Slashes_in_front_are_dropped_from_the_path_but_kept_in_the_context()
    {
        var e = Apis.Event(Apis.Rest("GET /hardcoded"), Apis.Request("GET", "/prod//hardcoded"));

        Assert.Equal("/hardcoded", e.GetProperty("path").GetString());
        Assert.Equal("/prod//hardcoded", e.GetProperty("requestContext").GetProperty("path").GetString());
    }

    [Fact]
    public void The_gateway_tells_how_the_request_came_and_in_which_trace()
    {
        var e = Apis.Event(Apis.Rest("GET /a"), Apis.Request(
            "GET", "/prod/a", "", new("X-Forwarded-For", "10.0.0.1"), new("Connection", "keep-alive"), new("Content-Length", "0"), new("traceparent", "theirs"), new("X-Amzn-Trace-Id", "theirs")));

        var headers = e.GetProperty("headers");
        Assert.Equal("10.0.0.1, 127.0.0.1", headers.GetProperty("X-Forwarded-For").GetString());
        Assert.Equal("3000", headers.GetProperty("X-Forwarded-Port").GetString());
        Assert.Equal("http", headers.GetProperty("X-Forwarded-Proto").GetString());
        Assert.Equal("localhost:3000", headers.GetProperty("Host").GetString());
        Assert.Equal("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1", headers.GetProperty("X-Amzn-Trace-Id").GetString());
        Assert.Equal("00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01", headers.GetProperty("traceparent").GetString());
        Assert.False(headers.TryGetProperty("Connection", out _));
        Assert.False(headers.TryGetProperty("Content-Length", out _));
    }

    [Fact]
    public void Text_reaches_the_function_as_it_was_typed()
    {
        var e = Apis.Event(Apis.Rest("POST /a"), Apis.Request("POST", "/prod/a", "{\"name\":\"it's <é>\"}", new Header("Content-Type", "application/json")));

        Assert.Equal("{\"name\":\"it's <é>\"}", e.GetProperty("body").GetString());
        Assert.DoesNotContain("\\u0027", e.GetRawText(), StringComparison.Ordinal);
        Assert.False(e.GetProperty("isBase64Encoded").GetBoolean());
    }

    [Fact]
    public void Only_binary_media_types_travel_as_base64()
    {
        var api = Apis.Rest("POST /a") with { BinaryMediaTypes = ["application/octet-stream"] };
        byte[] body = [1, 2, 3, 250];

        var binary = Apis.Event(api, Apis.Request("POST", "/prod/a", body, new Header("Content-Type", "application/octet-stream; v=1")));
        var text = Apis.Event(api, Apis.Request("POST", "/prod/a", body, new Header("Content-Type", "image/png")));

        Assert.Equal("AQID+g==", binary.GetProperty("body").GetString());
        Assert.True(binary.GetProperty("isBase64Encoded").GetBoolean());
        Assert.Equal("\u0001\u0002\u0003\uFFFD", text.GetProperty("body").GetString());
        Assert.False(text.GetProperty("isBase64Encoded").GetBoolean());
    }

    [Fact]
    public void Stage_variables_are_handed_over()
    {
        var api = Apis.Rest("GET /a") with { StageVariables = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("colour", "blue") };

        Assert.Equal("blue", Apis.Event(api, Apis.Request("GET", "/prod/a")).GetProperty("stageVariables").GetProperty("colour").GetString());
    }
}
