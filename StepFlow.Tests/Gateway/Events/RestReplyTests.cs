using System.Text;
using StepFlow.Gateway;
using StepFlow.Gateway.Events;
using Xunit;

namespace StepFlow.Tests.Gateway.Events;

public sealed class RestReplyTests
{
    [Theory]
    [InlineData("{}", 200, "")]
    [InlineData("""{"statusCode":200}""", 200, "")]
    [InlineData("""{"statusCode":"201"}""", 201, "")]
    [InlineData("""{"headers":{"test-header":"value"}}""", 200, "")]
    [InlineData("""{"statusCode":200,"headers":null,"multiValueHeaders":null,"body":null}""", 200, "")]
    [InlineData("""{"statusCode":404,"body":"nothing here"}""", 404, "nothing here")]
    public void Every_member_is_optional(string reply, int status, string body)
    {
        var response = Read(reply);

        Assert.Equal(status, response.Status);
        Assert.Equal(body, response.Text());
        Assert.Equal(["application/json"], response.Values("Content-Type"));
    }

    [Theory]
    [InlineData("""{"statusCode":200,"wrongValue":"value"}""", "wrongValue")]
    [InlineData("""{"statusCode":"test"}""", "statusCode")]
    [InlineData("""{"statusCode":0}""", "statusCode")]
    [InlineData("""{"statusCode":200,"multiValueHeaders":{"test-multi-invalid":"value1"}}""", "test-multi-invalid")]
    [InlineData("""{"statusCode":200,"headers":["a"]}""", "headers")]
    [InlineData("""{"statusCode":200,"body":{"a":1}}""", "body")]
    [InlineData("""{"statusCode":200,"headers":{"a\nb":"c"}}""", "header")]
    [InlineData("""{"errorMessage":"x","errorType":"Error"}""", "errorMessage")]
    [InlineData("\"justAString\"", "not an object")]
    [InlineData("null", "not an object")]
    [InlineData("[]", "not an object")]
    [InlineData("", "not JSON")]
    [InlineData("Not a valid proxy response object", "not JSON")]
    public void Any_other_shape_is_refused_with_the_reason(string reply, string reason) =>
        Assert.Contains(reason, Assert.Throws<MalformedReplyException>(() => Read(reply)).Message, StringComparison.Ordinal);

    [Fact]
    public void Booleans_and_numbers_in_headers_become_text()
    {
        var response = Read("""{"headers":{"header-bool":true,"header-number":5,"test-header":"value"}}""");

        Assert.Equal(["true"], response.Values("header-bool"));
        Assert.Equal(["5"], response.Values("header-number"));
    }

    [Theory]
    [InlineData("test-multi")]
    [InlineData("tesT-Multi")]
    public void A_key_in_both_maps_has_both_values(string name) =>
        Assert.Equal(["value-multi", "value-solo"], Read($$$"""{"multiValueHeaders":{"{{{name}}}":["value-multi"]},"headers":{"test-multi":"value-solo"}}""").Values("test-multi"));

    [Fact]
    public void Headers_that_belong_to_the_gateway_are_renamed_or_dropped()
    {
        var response = Read("""{"headers":{"Date":"yesterday","Content-Length":"3","Transfer-Encoding":"chunked","Set-Cookie":"a=b"}}""");

        Assert.Equal(["yesterday"], response.Values("x-amzn-Remapped-Date"));
        Assert.Equal(["3"], response.Values("x-amzn-Remapped-Content-Length"));
        Assert.Empty(response.Values("Date"));
        Assert.Empty(response.Values("Transfer-Encoding"));
        Assert.Equal(["a=b"], response.Values("Set-Cookie"));
    }

    [Theory]
    [InlineData(null, "image/png", "dGVzdC1kYXRh")]
    [InlineData("image/png", "image/png", "test-data")]
    [InlineData("image/png", "text/html,image/png", "dGVzdC1kYXRh")]
    [InlineData("image/*", "image/png,text/html", "test-data")]
    [InlineData("*/*", null, "test-data")]
    [InlineData("image/png", null, "dGVzdC1kYXRh")]
    public void Only_the_first_accepted_type_decides_on_binary_output(string? binaryType, string? accept, string expected)
    {
        var api = Apis.Rest("GET /a") with { BinaryMediaTypes = binaryType is null ? [] : [binaryType] };
        var request = accept is null ? Apis.Request("GET", "/prod/a") : Apis.Request("GET", "/prod/a", "", new Header("Accept", accept));

        var response = RestReply.Read("""{"statusCode":200,"body":"dGVzdC1kYXRh","isBase64Encoded":true}"""u8.ToArray(), api, request);

        Assert.Equal(expected, response.Text());
    }

    private static GatewayResponse Read(string reply) =>
        RestReply.Read(Encoding.UTF8.GetBytes(reply), Apis.Rest("GET /a"), Apis.Request("GET", "/prod/a"));
}
