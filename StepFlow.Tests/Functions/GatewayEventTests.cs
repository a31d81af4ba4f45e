using System.Text;
using StepFlow.Functions.APIGatewayEvents;
using StepFlow.Functions.Core;
using StepFlow.Functions.Serialization.SystemTextJson;
using Xunit;

namespace StepFlow.Tests.Functions;

public sealed class GatewayEventTests
{
    private static readonly SourceGeneratorLambdaJsonSerializer<TestJson> V1 = new();
    private static readonly SourceGeneratorLambdaJsonSerializer<TestJsonV2> V2 = new();

    [Fact]
    public void A_REST_request_is_read_with_all_that_AWS_sends()
    {
        var request = Read<APIGatewayProxyRequest>(V1, """
            {"resource":"/items/{id}","path":"/items/7","httpMethod":"POST",
             "headers":{"Accept":"*/*"},"multiValueHeaders":{"Accept":["*/*","text/plain"]},
             "queryStringParameters":null,"multiValueQueryStringParameters":{"q":["1","2"]},"pathParameters":{"id":"7"},"stageVariables":null,
             "requestContext":{"resourceId":"r","resourcePath":"/items/{id}","httpMethod":"POST","extendedRequestId":"e","requestTime":"10/Oct/2025:10:00:00 +0000",
               "path":"/prod/items/7","accountId":"123456789012","protocol":"HTTP/1.1","stage":"prod","domainPrefix":"abc","requestTimeEpoch":1760090400000,
               "requestId":"x","identity":{"sourceIp":"1.2.3.4","userAgent":"curl","clientCert":{"subjectDN":"cn","validity":{"notBefore":"a"}}},
               "domainName":"abc.execute-api","apiId":"abc","authorizer":{"principalId":"me","level":3}},
             "body":"aGk=","isBase64Encoded":true}
            """);

        Assert.Equal("7", request.PathParameters!["id"]);
        Assert.Null(request.QueryStringParameters);
        Assert.Equal(["1", "2"], request.MultiValueQueryStringParameters!["q"]);
        Assert.Equal("/prod/items/7", request.RequestContext!.Path);
        Assert.Equal(1760090400000, request.RequestContext.RequestTimeEpoch);
        Assert.Equal("1.2.3.4", request.RequestContext.Identity!.SourceIp);
        Assert.Equal("a", request.RequestContext.Identity.ClientCert!.Validity!.NotBefore);
        Assert.Equal("me", request.RequestContext.Authorizer!["principalId"].ToString());
        Assert.True(request.IsBase64Encoded);
    }

    [Fact]
    public void An_HTTP_API_request_is_read_with_all_that_AWS_sends()
    {
        var request = Read<APIGatewayHttpApiV2ProxyRequest>(V2, """
            {"version":"2.0","routeKey":"GET /items/{id}","rawPath":"/items/7","rawQueryString":"q=1","cookies":["a=b"],"headers":{"accept":"*/*"},
             "queryStringParameters":{"q":"1"},"pathParameters":{"id":"7"},"isBase64Encoded":false,
             "requestContext":{"accountId":"123456789012","apiId":"abc","domainName":"d","routeKey":"GET /items/{id}","stage":"$default","timeEpoch":1,
               "authorizer":{"jwt":{"claims":{"sub":"me"},"scopes":["read"]}},"http":{"method":"GET","path":"/items/7","protocol":"HTTP/1.1","sourceIp":"1.2.3.4","userAgent":"curl"}}}
            """);

        Assert.Equal("GET", request.RequestContext!.Http!.Method);
        Assert.Equal("me", request.RequestContext.Authorizer!.Jwt!.Claims!["sub"]);
        Assert.Equal("a=b", Assert.Single(request.Cookies!));
        Assert.Null(request.Body);
    }

    [Fact]
    public void Answers_are_written_in_camel_case_without_what_is_not_there()
    {
        var v1 = new APIGatewayProxyResponse { StatusCode = 200, MultiValueHeaders = new Dictionary<string, IList<string>> { ["a"] = ["1", "2"] }, Body = "<é>" };
        var v2 = new APIGatewayHttpApiV2ProxyResponse { StatusCode = 204, Cookies = ["a=b"] };
        v2.SetHeaderValues("X", "1", append: false);
        v2.SetHeaderValues("X", ["2", "3"], append: true);

        Assert.Equal("""{"statusCode":200,"multiValueHeaders":{"a":["1","2"]},"body":"<é>","isBase64Encoded":false}""", Write(V1, v1));
        Assert.Equal("""{"statusCode":204,"headers":{"X":"1,2,3"},"cookies":["a=b"],"isBase64Encoded":false}""", Write(V2, v2));
    }

    private static T Read<T>(ILambdaSerializer serializer, string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return serializer.Deserialize<T>(stream)!;
    }

    private static string Write<T>(ILambdaSerializer serializer, T value)
    {
        using var stream = new MemoryStream();
        serializer.Serialize(value, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
