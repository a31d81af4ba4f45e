using System.Net;
using StepFlow.Hosting;
using StepFlow.Tests.Hosting.Integrations;
using Xunit;

namespace StepFlow.Tests.EndToEnd;

/// <summary>An application whose functions another Lambda service runs: <c>StepFlow:Lambda:Endpoint</c>.</summary>
public sealed class FunctionsElsewhereTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_gateway_invokes_them_there()
    {
        await using var lambda = await FakeService.StartAsync(_ => new(200, """{"statusCode":201,"body":"made elsewhere"}"""));
        await using var app = await StartAsync(lambda.Endpoint);

        using var answer = await app.Http.GetAsync(new Uri("far", UriKind.Relative), Cancellation);

        Assert.Equal((HttpStatusCode.Created, "made elsewhere"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation)));
        Assert.Equal("/2015-03-31/functions/far/invocations", Assert.Single(lambda.Requests).PathAndQuery);
    }

    [Theory]
    [InlineData("TooManyRequestsException", 429)]
    [InlineData("ResourceNotFoundException", 404)]
    public async Task What_is_not_invoked_there_is_a_bad_gateway_as_it_is_here(string error, int status)
    {
        await using var lambda = await FakeService.StartAsync(_ => new(status, "{}", Headers: ("x-amzn-ErrorType", error)));
        await using var app = await StartAsync(lambda.Endpoint);

        using var answer = await app.Http.GetAsync(new Uri("far", UriKind.Relative), Cancellation);

        Assert.True(answer.StatusCode >= HttpStatusCode.InternalServerError, $"{answer.StatusCode}");
    }

    private static Task<StepFlowHost> StartAsync(Uri lambda) => StepFlowHost.StartAsync(
        builder => builder.AddApiGateway("api").WithRoute("GET /far", builder.AddLambdaFunction("far", FunctionSource.Elsewhere.Instance)),
        new() { Configuration = new Dictionary<string, string> { ["StepFlow:Lambda:Endpoint"] = lambda.ToString() } },
        Cancellation);
}
