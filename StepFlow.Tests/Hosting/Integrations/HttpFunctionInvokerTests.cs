using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using Xunit;

namespace StepFlow.Tests.Hosting.Integrations;

public sealed class HttpFunctionInvokerTests
{
    [Fact]
    public async Task A_function_is_invoked_by_its_ARN()
    {
        await using var fixture = await IntegrationFixture.WithFakeAsync(_ => new(200, """{"Return":"HelloWorld"}""", Headers: ("X-Amz-Executed-Version", "$LATEST")));

        var output = await fixture.OutputAsync("arn:aws:lambda:us-east-1:111111111111:function:f", """{"a":1}""");

        Assert.Equal("/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A111111111111%3Afunction%3Af/invocations", fixture.Sent.PathAndQuery);
        Assert.Equal("RequestResponse", fixture.Sent.Headers["X-Amz-Invocation-Type"]);
        Assert.Equal("Root=1-2;Parent=3;Sampled=1", fixture.Sent.Headers["X-Amzn-Trace-Id"]);
        Assert.Equal(JsonObject.Of(("Return", "HelloWorld")), output);
    }

    [Fact]
    public async Task A_missing_function_is_the_services_error()
    {
        await using var fixture = await IntegrationFixture.WithFakeAsync(_ => new(
            404, """{"Type":"User","Message":"Function not found: x"}""", "application/json", ("x-amzn-ErrorType", "ResourceNotFoundException"), ("x-amzn-RequestId", "r")));

        var error = await fixture.ErrorAsync("arn:aws:states:::lambda:invoke", """{"FunctionName":"x","LogType":"Tail"}""");

        Assert.Equal(
            new StatesError(
                "Lambda.ResourceNotFoundException",
                "Function not found: x (Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException; Request ID: r; Proxy: null)"),
            error);
        Assert.Equal("Tail", fixture.Sent.Headers["X-Amz-Log-Type"]);
    }
}
