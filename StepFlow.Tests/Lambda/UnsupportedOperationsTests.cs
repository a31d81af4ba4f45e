using System.Net;
using System.Text.Json;
using StepFlow.Lambda.Operations;
using Xunit;

namespace StepFlow.Tests.Lambda;

public sealed class UnsupportedOperationsTests
{
    private static readonly string[] Served = ["GetFunction", "GetFunctionConfiguration", "Invoke", "InvokeAsync", "ListFunctions"];

    [Fact]
    public void Every_operation_of_the_service_model_is_served_or_refused_by_name()
    {
        using var model = JsonDocument.Parse(File.ReadAllText(SharedData.Require("aws-api", "lambda-2015-03-31.json")));
        var operations = model.RootElement.GetProperty("operations").EnumerateObject().Select(o => o.Name).Order();

        Assert.Equal(operations, Served.Concat(UnsupportedOperations.All.Select(o => o.Operation)).Order());
    }

    [Theory]
    [InlineData("POST", "/2015-03-31/functions", HttpStatusCode.NotImplemented, "CreateFunction is not supported")]
    [InlineData("PUT", "/2017-10-31/functions/f/concurrency", HttpStatusCode.NotImplemented, "PutFunctionConcurrency is not supported")]
    [InlineData("DELETE", "/2015-03-31/functions/f/", HttpStatusCode.NotImplemented, "DeleteFunction is not supported")]
    [InlineData("GET", "/2015-03-31/nothing", HttpStatusCode.NotFound, "is no operation of Lambda")]
    public async Task The_refusal_names_the_operation_and_the_remedy(string method, string path, HttpStatusCode status, string text)
    {
        await using var server = await LambdaServer.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, response.StatusCode);
        Assert.Contains(text, await response.TextAsync(), StringComparison.Ordinal);
    }
}
