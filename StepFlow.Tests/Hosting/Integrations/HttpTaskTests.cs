using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using Xunit;

namespace StepFlow.Tests.Hosting.Integrations;

public sealed class HttpTaskTests
{
    [Fact]
    public async Task A_call_shows_status_headers_and_body()
    {
        await using var fixture = await IntegrationFixture.WithFakeAsync(_ => new(200, """{"ok":1}"""));

        var output = await fixture.OutputAsync(
            "arn:aws:states:::http:invoke",
            $$"""{"ApiEndpoint":"{{fixture.Endpoint}}orders?x=1","Method":"POST","QueryParameters":{"id":["1","2"]},"Headers":{"X-A":"b"},"RequestBody":{"n":1.0} }""");

        Assert.Equal("/orders?x=1&id=1&id=2", fixture.Sent.PathAndQuery);
        Assert.Equal("""{"n":1.0}""", fixture.Sent.Body);
        Assert.Equal("b", fixture.Sent.Headers["X-A"]);
        Assert.Equal("Amazon|StepFunctions|HttpInvoke|us-east-1", fixture.Sent.Headers["User-Agent"]);
        Assert.Equal(JsonObject.Of(("ok", 1)), output["ResponseBody"]);
        Assert.Equal((200, "OK"), (((JsonNumber)output["StatusCode"]!).Value, ((JsonString)output["StatusText"]!).Value));
        Assert.Equal(JsonArray.Of("application/json"), ((JsonObject)output["Headers"]!)["content-type"]);
    }

    [Theory]
    [InlineData("INDICES", "a[0]=1&a[1]=2&o[k]=v")]
    [InlineData("BRACKETS", "a[]=1&a[]=2&o[k]=v")]
    [InlineData("REPEAT", "a=1&a=2&o[k]=v")]
    [InlineData("COMMAS", "a=1,2&o[k]=v")]
    public async Task A_body_can_be_a_form(string format, string form)
    {
        await using var fixture = await IntegrationFixture.WithFakeAsync(_ => new(200, ""));

        await fixture.OutputAsync(
            "arn:aws:states:::http:invoke",
            $$$"""
            {"ApiEndpoint":"{{{fixture.Endpoint}}}","Method":"POST","RequestBody":{"a":[1,2],"o":{"k":"v"}},
             "Transform":{"RequestBodyEncoding":"URL_ENCODED","RequestEncodingOptions":{"ArrayFormat":"{{{format}}}"} } }
            """);

        Assert.Equal(form, Uri.UnescapeDataString(fixture.Sent.Body));
        Assert.Equal("application/x-www-form-urlencoded", fixture.Sent.Headers["Content-Type"]);
    }

    [Fact]
    public async Task A_status_of_failure_is_an_error()
    {
        await using var fixture = await IntegrationFixture.WithFakeAsync(_ => new(404, "gone", "text/plain"));

        var error = await fixture.ErrorAsync("arn:aws:states:::http:invoke", $$"""{"ApiEndpoint":"{{fixture.Endpoint}}","Method":"GET"}""");

        Assert.Equal(new StatesError("States.Http.StatusCode.404", "gone"), error);
    }

    [Fact]
    public async Task Nobody_there_is_a_socket_error()
    {
        await using var fixture = IntegrationFixture.WithoutEndpoints();

        var error = await fixture.ErrorAsync("arn:aws:states:::http:invoke", """{"ApiEndpoint":"http://127.0.0.1:1/","Method":"GET"}""");

        Assert.Equal("States.Http.Socket", error.Name);
    }

    [Fact]
    public async Task An_API_is_called_by_host_stage_and_path()
    {
        await using var fixture = await IntegrationFixture.WithFakeAsync(_ => new(200, """{"ok":1}"""));

        var output = await fixture.OutputAsync(
            "arn:aws:states:::apigateway:invoke",
            $$"""{"ApiEndpoint":"{{fixture.Endpoint.Authority}}","Method":"GET","Stage":"prod","Path":"/bill","QueryParameters":{"q":["1"]},"AuthType":"NO_AUTH"}""");

        Assert.Equal("/prod/bill?q=1", fixture.Sent.PathAndQuery);
        Assert.Equal(JsonObject.Of(("ok", 1)), output["ResponseBody"]);
    }

    [Fact]
    public async Task Query_parameters_of_an_API_are_lists()
    {
        await using var fixture = IntegrationFixture.WithoutEndpoints();

        var error = await fixture.ErrorAsync("arn:aws:states:::apigateway:invoke", """{"ApiEndpoint":"localhost:1","Method":"GET","QueryParameters":"?a=b"}""");

        Assert.Equal("States.Runtime", error.Name);
        Assert.EndsWith("could not be used to start the Task: [The value of the field 'QueryParameters' has an invalid format]", error.Cause, StringComparison.Ordinal);
    }
}
