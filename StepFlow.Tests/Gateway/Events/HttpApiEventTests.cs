using StepFlow.Gateway;
using Xunit;

namespace StepFlow.Tests.Gateway.Events;

public sealed class HttpApiEventTests
{
    [Fact]
    public void The_event_is_payload_format_2_0()
    {
        var e = Apis.Event(
            Apis.Http("POST /users/{id}/orders"),
            Apis.Request("POST", "/users/123/orders?status=pending&tag=important&tag=urgent", "{}", new("User-Agent", "TestAgent"), new("Accept", "text/html"), new("Accept", "application/json"), new("Cookie", "session=abc123; theme=dark")));

        Assert.Equal("2.0", e.GetProperty("version").GetString());
        Assert.Equal("POST /users/{id}/orders", e.GetProperty("routeKey").GetString());
        Assert.Equal("/users/123/orders", e.GetProperty("rawPath").GetString());
        Assert.Equal("status=pending&tag=important&tag=urgent", e.GetProperty("rawQueryString").GetString());
        Assert.Equal("""["session=abc123","theme=dark"]""", e.GetProperty("cookies").GetRawText());
        Assert.Equal("important,urgent", e.GetProperty("queryStringParameters").GetProperty("tag").GetString());
        Assert.Equal("text/html,application/json", e.GetProperty("headers").GetProperty("accept").GetString());
        Assert.All(e.GetProperty("headers").EnumerateObject(), header => Assert.Equal(header.Name.ToLowerInvariant(), header.Name));
        Assert.Equal("123", e.GetProperty("pathParameters").GetProperty("id").GetString());
        var context = e.GetProperty("requestContext");
        Assert.Equal("$default", context.GetProperty("stage").GetString());
        Assert.Equal("POST", context.GetProperty("http").GetProperty("method").GetString());
        Assert.Equal("HTTP/1.1", context.GetProperty("http").GetProperty("protocol").GetString());
        Assert.Equal("TestAgent", context.GetProperty("http").GetProperty("userAgent").GetString());
        Assert.Equal("03/Feb/2025:12:00:00 +0000", context.GetProperty("time").GetString());
        Assert.Equal("POST /users/{id}/orders", context.GetProperty("routeKey").GetString());
    }

    [Fact]
    public void What_is_absent_is_left_out()
    {
        var e = Apis.Event(Apis.Http("GET /a"), Apis.Request("GET", "/a"));

        Assert.Equal("", e.GetProperty("rawQueryString").GetString());
        foreach (var name in (string[])["cookies", "queryStringParameters", "pathParameters", "stageVariables", "body"])
        {
            Assert.False(e.TryGetProperty(name, out _), name);
        }
    }

    [Fact]
    public void Paths_are_decoded_and_the_query_is_not()
    {
        var e = Apis.Event(Apis.Http("GET /products/{name}"), Apis.Request("GET", "/products/%E2%98%95%20Coffee?q=Hello%20World&tag=C%23%20Programming&tag=.NET%20Core"));

        Assert.Equal("/products/☕ Coffee", e.GetProperty("rawPath").GetString());
        Assert.Equal("☕ Coffee", e.GetProperty("pathParameters").GetProperty("name").GetString());
        Assert.Equal("q=Hello%20World&tag=C%23%20Programming&tag=.NET%20Core", e.GetProperty("rawQueryString").GetString());
        Assert.Equal("C# Programming,.NET Core", e.GetProperty("queryStringParameters").GetProperty("tag").GetString());
    }

    [Theory]
    [InlineData("application/octet-stream", true)]
    [InlineData("application/x-www-form-urlencoded", true)]
    [InlineData("image/png", true)]
    [InlineData("application/json; charset=utf-8", false)]
    [InlineData("text/csv", false)]
    public void Bodies_that_are_no_text_travel_as_base64(string contentType, bool binary)
    {
        var e = Apis.Event(Apis.Http("POST /a"), Apis.Request("POST", "/a", "abc", new Header("Content-Type", contentType)));

        Assert.Equal(binary, e.GetProperty("isBase64Encoded").GetBoolean());
        Assert.Equal(binary ? "YWJj" : "abc", e.GetProperty("body").GetString());
    }

    [Fact]
    public void A_named_stage_stays_in_the_path()
    {
        var e = Apis.Event(Apis.Http("GET /a") with { Stage = "dev" }, Apis.Request("GET", "/dev/a"));

        Assert.Equal("/dev/a", e.GetProperty("rawPath").GetString());
        Assert.Equal("dev", e.GetProperty("requestContext").GetProperty("stage").GetString());
    }
}
