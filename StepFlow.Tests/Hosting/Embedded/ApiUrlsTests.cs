using StepFlow.Gateway;
using StepFlow.Hosting.Embedded;
using Xunit;

namespace StepFlow.Tests.Hosting.Embedded;

public sealed class ApiUrlsTests
{
    private static readonly string Id = new GatewayApi("ServerlessRestApi", ApiKind.Rest, []).ApiId;

    [Theory]
    [InlineData("https://API.execute-api.eu-west-1.amazonaws.com/Prod/orders", "http://127.0.0.1:3000/Prod/orders")]
    [InlineData("API.execute-api.eu-west-1.amazonaws.com", "127.0.0.1:3000")]
    [InlineData("https://0123456789.execute-api.eu-west-1.amazonaws.com/v1", "https://0123456789.execute-api.eu-west-1.amazonaws.com/v1")]
    [InlineData("https://example.com/API", "https://example.com/API")]
    public void The_address_of_an_api_that_is_served_here_is_the_one_it_has_here(string onAws, string here) =>
        Assert.Equal(
            here.Replace("API", Id, StringComparison.Ordinal),
            ApiUrls.Local(onAws.Replace("API", Id, StringComparison.Ordinal), [KeyValuePair.Create("ServerlessRestApi", new Uri("http://127.0.0.1:3000"))]));
}
