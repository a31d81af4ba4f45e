using StepFlow.Gateway;
using Xunit;

namespace StepFlow.Tests.Gateway.Events;

public sealed class HttpApiVersion1EventTests
{
    [Fact]
    public void The_event_is_payload_format_1_0()
    {
        var e = Apis.Event(
            Apis.HttpVersion1("POST /users/{id}/orders"),
            Apis.Request("POST", "/users/1%202/orders?tag=a&tag=b%20c", "{}", new("User-Agent", "TestAgent"), new("Accept", "text/html"), new("Accept", "application/json"), new("Cookie", "session=1")));

        Assert.Equal("1.0", e.GetProperty("version").GetString());
        Assert.Equal("/users/{id}/orders", e.GetProperty("resource").GetString());
        Assert.Equal("/users/1%202/orders", e.GetProperty("path").GetString());
        Assert.Equal("POST", e.GetProperty("httpMethod").GetString());
        Assert.Equal("application/json", e.GetProperty("headers").GetProperty("accept").GetString());
        Assert.Equal("session=1", e.GetProperty("headers").GetProperty("cookie").GetString());
        Assert.Equal("""["text/html","application/json"]""", e.GetProperty("multiValueHeaders").GetProperty("accept").GetRawText());
        Assert.All(e.GetProperty("headers").EnumerateObject(), header => Assert.Equal(header.Name.ToLowerInvariant(), header.Name));
        Assert.Equal("b c", e.GetProperty("queryStringParameters").GetProperty("tag").GetString());
        Assert.Equal("""["a","b c"]""", e.GetProperty("multiValueQueryStringParameters").GetProperty("tag").GetRawText());
        Assert.Equal("1 2", e.GetProperty("pathParameters").GetProperty("id").GetString());
        Assert.Equal("{}", e.GetProperty("body").GetString());
        Assert.False(e.GetProperty("isBase64Encoded").GetBoolean());
        foreach (var name in (string[])["rawPath", "rawQueryString", "cookies", "routeKey"])
        {
            Assert.False(e.TryGetProperty(name, out _), name);
        }
    }

    [Fact]
    public void The_request_context_has_the_members_that_aws_documents()
    {
        var context = Apis.Event(Apis.HttpVersion1("GET /a"), Apis.Request("GET", "/a", "", new Header("User-Agent", "TestAgent"))).GetProperty("requestContext");

        Assert.Equal(
            [
                "accountId", "apiId", "authorizer", "domainName", "domainPrefix", "extendedRequestId", "httpMethod", "identity", "path", "protocol",
                "requestId", "requestTime", "requestTimeEpoch", "resourceId", "resourcePath", "stage",
            ],
            context.EnumerateObject().Select(member => member.Name));
        Assert.Equal("03/Feb/2025:12:00:00 +0000", context.GetProperty("requestTime").GetString());
        Assert.Equal(Apis.Noon.ToUnixTimeMilliseconds(), context.GetProperty("requestTimeEpoch").GetInt64());
        Assert.Equal(("127.0.0.1", "TestAgent"), (context.GetProperty("identity").GetProperty("sourceIp").GetString(), context.GetProperty("identity").GetProperty("userAgent").GetString()));
        Assert.Equal(("/a", "$default"), (context.GetProperty("resourcePath").GetString(), context.GetProperty("stage").GetString()));
    }

    [Fact]
    public void What_is_absent_is_null()
    {
        var e = Apis.Event(Apis.HttpVersion1("$default"), Apis.Request("GET", "/a"));

        Assert.Equal("$default", e.GetProperty("resource").GetString());
        foreach (var name in (string[])["queryStringParameters", "multiValueQueryStringParameters", "pathParameters", "stageVariables", "body"])
        {
            Assert.Equal("null", e.GetProperty(name).GetRawText());
        }
    }

    [Fact]
    public void A_named_stage_stays_in_the_path_and_bytes_are_base64()
    {
        var api = Apis.HttpVersion1("PUT /a") with { Stage = "dev" };

        var e = Apis.Event(api, Apis.Request("PUT", "/dev/a", "abc", new Header("Content-Type", "image/png")));

        Assert.Equal(("/dev/a", "/dev/a"), (e.GetProperty("path").GetString(), e.GetProperty("requestContext").GetProperty("path").GetString()));
        Assert.Equal(("YWJj", true), (e.GetProperty("body").GetString(), e.GetProperty("isBase64Encoded").GetBoolean()));
    }
}
