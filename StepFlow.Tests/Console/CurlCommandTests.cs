using System.Text;
using StepFlow.ConsoleUI.Requests;
using StepFlow.Gateway;
using Xunit;

namespace StepFlow.Tests.ConsoleUI;

public sealed class CurlCommandTests
{
    private const string Address = "http://127.0.0.1:3000";

    [Fact]
    public void A_command_has_what_curl_does_not_write_by_itself() => Assert.Equal(
        """curl -X POST 'http://127.0.0.1:3000/prod/a?b=1' -H 'Content-Type: application/json' --data-raw '{"it":"isn'\''t"}'""",
        CurlCommand.Of(Request("POST", "b=1", """{"it":"isn't"}""", new("Host", "127.0.0.1:3000"), new("Content-Type", "application/json"), new("Content-Length", "14")), Address));

    [Fact]
    public void A_trace_is_not_copied() => Assert.Equal(
        "curl 'http://127.0.0.1:3000/prod/a'",
        CurlCommand.Of(Request("GET", "", "", new("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"), new("X-Amzn-Trace-Id", "Root=1-1-2")), Address));

    [Fact]
    public void A_body_that_is_no_text_has_no_command() =>
        Assert.Null(CurlCommand.Of(Request("POST", "", "") with { Body = new byte[] { 0xFF, 0x00 } }, Address));

    private static GatewayRequest Request(string method, string query, string body, params Header[] headers) =>
        new(method, "/prod/a", query, [.. headers], Encoding.UTF8.GetBytes(body), new("127.0.0.1", 3000));
}
