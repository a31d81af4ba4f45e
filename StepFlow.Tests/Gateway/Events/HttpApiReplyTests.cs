using System.Text;
using StepFlow.Gateway;
using StepFlow.Gateway.Events;
using Xunit;

namespace StepFlow.Tests.Gateway.Events;

public sealed class HttpApiReplyTests
{
    [Theory]
    [InlineData("""{"name": "John Doe", "age":""", """{"name": "John Doe", "age":""")]
    [InlineData("""{"name": "John Doe", "age": 30}""", """{"name": "John Doe", "age": 30}""")]
    [InlineData("[1, 2, 3, 4, 5]", "[1, 2, 3, 4, 5]")]
    [InlineData("Hello, World!", "Hello, World!")]
    [InlineData("42", "42")]
    [InlineData("null", "null")]
    [InlineData("\"test\"", "test")]
    [InlineData("\"\"", "")]
    [InlineData("\"Special \\\"quoted\\\" text\"", "Special \"quoted\" text")]
    public void Without_a_status_code_the_whole_value_is_the_body(string reply, string body)
    {
        var response = Read(reply);

        Assert.Equal(200, response.Status);
        Assert.Equal(body, response.Text());
        Assert.Equal(["application/json"], response.Values("Content-Type"));
    }

    [Fact]
    public void With_a_status_code_it_is_a_reply()
    {
        var response = Read("""{"statusCode":201,"headers":{"X-A":"b"},"cookies":["a=1","b=2"],"body":"dGVzdA==","isBase64Encoded":true}""");

        Assert.Equal(201, response.Status);
        Assert.Equal("test", response.Text());
        Assert.Equal(["a=1", "b=2"], response.Values("Set-Cookie"));
        Assert.Equal(["b"], response.Values("X-A"));
        Assert.Equal(["text/plain; charset=utf-8"], response.Values("Content-Type"));
    }

    [Theory]
    [InlineData("""{"statusCode": 200.5, "body": "Hello"}""")]
    [InlineData("""{"statusCode": 0}""")]
    [InlineData("""{"statusCode": 200, "body": "%", "isBase64Encoded": true}""")]
    public void A_reply_that_makes_no_sense_is_refused(string reply) => Assert.Throws<MalformedReplyException>(() => Read(reply));

    private static GatewayResponse Read(string reply) => HttpApiReply.Read(Encoding.UTF8.GetBytes(reply));
}
