using System.Text;
using StepFlow.Gateway;
using StepFlow.Gateway.Events;
using Xunit;

namespace StepFlow.Tests.Gateway.Events;

public sealed class HttpApiVersion1ReplyTests
{
    [Fact]
    public void A_reply_has_a_status_code_and_headers_of_one_or_many_values()
    {
        var response = Read("""
            {"statusCode":201,"headers":{"X-A":"b","X-Both":"2"},"multiValueHeaders":{"Set-Cookie":["a=1","b=2"],"X-Both":["1","2"]},"body":"dGVzdA==","isBase64Encoded":true}
            """);

        Assert.Equal((201, "test"), (response.Status, response.Text()));
        Assert.Equal(["a=1", "b=2"], response.Values("Set-Cookie"));
        Assert.Equal(["1", "2"], response.Values("X-Both"));
        Assert.Equal(["b"], response.Values("X-A"));
        Assert.Equal(["text/plain; charset=utf-8"], response.Values("Content-Type"));
    }

    [Theory]
    [InlineData("Hello, World!")]
    [InlineData("\"Hello\"")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"body":"no status"}""")]
    [InlineData("""{"statusCode":"soon"}""")]
    [InlineData("""{"statusCode":200,"multiValueHeaders":{"X-A":"one"}}""")]
    [InlineData("""{"statusCode":200,"body":{"not":"a text"}}""")]
    public void Nothing_is_inferred(string reply) => Assert.Throws<MalformedReplyException>(() => Read(reply));

    private static GatewayResponse Read(string reply) => HttpApiVersion1Reply.Read(Encoding.UTF8.GetBytes(reply));
}
