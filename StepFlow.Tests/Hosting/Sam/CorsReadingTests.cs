using StepFlow.Gateway;
using StepFlow.Hosting;
using StepFlow.Tests.Gateway;
using Xunit;

namespace StepFlow.Tests.Hosting.Sam;

/// <summary>The many places where a template says which web pages may call.</summary>
public sealed class CorsReadingTests
{
    private const string Configuration =
        "{ AllowOrigins: ['https://a.example', !Sub 'https://${AWS::Region}.example'], AllowMethods: [GET], AllowHeaders: [x-a], ExposeHeaders: [x-b], MaxAge: 600, AllowCredentials: true }";

    [Theory]
    [InlineData("Resources: { Api: { Type: AWS::Serverless::HttpApi, Properties: { CorsConfiguration: CORS } }, F: F-OF-API }")]
    [InlineData("Resources: { Api: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP, Target: !GetAtt F.Arn, CorsConfiguration: CORS } }, F: F-ALONE }")]
    [InlineData("Resources: { Api: { Type: AWS::Serverless::HttpApi, Properties: { DefinitionBody: { x-amazon-apigateway-cors: CAMEL } } }, F: F-OF-API }")]
    [InlineData("Resources: { Api: { Type: AWS::Serverless::HttpApi, Properties: { CorsConfiguration: { MaxAge: 600 }, DefinitionBody: { x-amazon-apigateway-cors: CAMEL } } }, F: F-OF-API }")]
    [InlineData("{ Globals: { HttpApi: { CorsConfiguration: CORS } }, Resources: { Api: { Type: AWS::Serverless::HttpApi }, F: F-OF-API } }")]
    [InlineData("{ Globals: { HttpApi: { CorsConfiguration: CORS } }, Resources: { F: F-IMPLICIT } }")]
    [InlineData("Resources: { F: { Type: AWS::Serverless::Function, Properties: { Runtime: nodejs24.x, Handler: a.b, CodeUri: ., FunctionUrlConfig: { AuthType: NONE, Cors: CORS } } } }")]
    public async Task A_configuration_of_an_http_api_or_a_function_url(string template)
    {
        var cors = (await GatewayOfAsync(template)).Cors!;

        Assert.Equal(["https://a.example", "https://eu-west-1.example"], cors.AllowOrigins);
        Assert.Equal(("GET", "x-a", "x-b", 600, true), (cors.AllowMethods.Single(), cors.AllowHeaders.Single(), cors.ExposeHeaders.Single(), cors.MaxAge, cors.AllowCredentials));
    }

    [Theory]
    [InlineData("true", "*")]
    [InlineData("https://a.example", "https://a.example")]
    [InlineData("!Sub 'https://${AWS::Region}.example'", "https://eu-west-1.example")]
    public async Task True_is_any_origin_and_a_text_the_only_one(string value, string origin)
    {
        var cors = (await GatewayOfAsync($"Resources: {{ Api: {{ Type: AWS::Serverless::HttpApi, Properties: {{ CorsConfiguration: {value} }} }}, F: F-OF-API }}")).Cors;

        Assert.Equal([origin], cors!.AllowOrigins);
        Assert.Empty(cors.AllowMethods);
    }

    [Fact]
    public async Task Without_one_there_is_none()
    {
        Assert.Null((await GatewayOfAsync("Resources: { F: F-IMPLICIT }")).Cors);
        Assert.Null((await GatewayOfAsync("Resources: { Api: { Type: AWS::Serverless::HttpApi, Properties: { CorsConfiguration: false } }, F: F-OF-API }")).Cors);
    }

    [Theory]
    [InlineData("\"'https://a.example'\"", "https://a.example", "GET,OPTIONS,POST", null, null, null)]
    [InlineData("{ AllowOrigin: \"'https://a.example'\", AllowMethods: \"'GET'\", AllowHeaders: \"'X-A,X-B'\", MaxAge: \"'600'\", AllowCredentials: true }", "https://a.example", "GET", "X-A,X-B", "600", "true")]
    [InlineData("{ AllowHeaders: \"'*'\" }", "*", "GET,OPTIONS,POST", "*", null, null)]
    public async Task Cors_of_a_rest_api_is_an_options_method_on_each_path(string value, string origin, string methods, string? headers, string? maxAge, string? credentials)
    {
        var events = """
            Events: {
              Get: { Type: Api, Properties: { Path: /a, Method: get, REF } }, Post: { Type: Api, Properties: { Path: /a, Method: post, REF } },
              Any: { Type: Api, Properties: { Path: '/{proxy+}', Method: any, REF } },
              Own: { Type: Api, Properties: { Path: /own, Method: options, REF } } }
            """;
        foreach (var (template, reference) in (IEnumerable<(string, string)>)
            [
                ("Resources: { Api: { Type: AWS::Serverless::Api, Properties: { StageName: v1, Cors: CORS } }, F: FUNCTION }", "RestApiId: !Ref Api"),
                ("{ Globals: { Api: { Cors: CORS } }, Resources: { F: FUNCTION } }", ""),
            ])
        {
            var function = $"{{ Type: AWS::Serverless::Function, Properties: {{ Runtime: nodejs24.x, Handler: a.b, CodeUri: ., {events.Replace(", REF", reference is "" ? "" : ", " + reference, StringComparison.Ordinal)} }} }}";
            var gateway = await GatewayOfAsync(template.Replace("FUNCTION", function, StringComparison.Ordinal), value);

            var mocks = gateway.MockRouteList.ToDictionary(mock => mock.Route, mock => mock.Response);
            Assert.Equal(["OPTIONS /a", "OPTIONS /{proxy+}"], mocks.Keys.Order());
            var response = mocks["OPTIONS /a"];
            Assert.Equal((200, "{}\n"), (response.Status, response.Text()));
            Assert.Equal(
                (origin, methods, headers, maxAge, credentials),
                (Header(response, "Origin"), Header(response, "Methods"), Header(response, "Headers"), Header(response, "Max-Age", "Access-Control-"), Header(response, "Credentials")));
            Assert.Equal(value.Contains("AllowMethods", StringComparison.Ordinal) ? methods : "DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT", Header(mocks["OPTIONS /{proxy+}"], "Methods"));
            Assert.Null(gateway.Cors);
        }
    }

    [Theory]
    [InlineData("AWS::Serverless::HttpApi", "CorsConfiguration: { AllowOrigins: ['*'], AllowCredentials: true }", "AllowCredentials is not supported where AllowOrigins has '*'.")]
    [InlineData("AWS::Serverless::HttpApi", "CorsConfiguration: { AllowOrigin: ['*'] }", "'AllowOrigin' is no member of a CORS configuration.")]
    [InlineData("AWS::Serverless::HttpApi", "CorsConfiguration: ['*']", "CorsConfiguration is a mapping")]
    [InlineData("AWS::Serverless::Api", "Cors: '*'", "Cors needs quotes within the quotes, as API Gateway takes it for an expression: \"'*'\".")]
    [InlineData("AWS::Serverless::Api", "Cors: { MaxAge: 600 }", "MaxAge needs quotes within the quotes")]
    [InlineData("AWS::Serverless::Api", "Cors: { AllowCredentials: true }", "AllowCredentials cannot be true where AllowOrigin is '*' or missing.")]
    [InlineData("AWS::Serverless::Api", "Cors: { AllowOrigins: \"'*'\" }", "'AllowOrigins' is no member of Cors.")]
    public async Task What_aws_would_refuse_is_refused_where_it_stands(string type, string property, string problem)
    {
        var error = await Templates.ErrorOfAsync($"Resources: {{ Api: {{ Type: {type}, Properties: {{ {property} }} }} }}");

        Assert.Contains("template.yaml(1,", error, StringComparison.Ordinal);
        Assert.Contains($"error: {problem}", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_configuration_is_refused_the_routes_are_served_without_one()
    {
        var (resources, notes) = await Templates.RunAsync("""
            Globals: { Api: { Cors: '*' }, Function: { Runtime: nodejs24.x, Handler: a.b, CodeUri: . } }
            Resources:
              Open: { Type: AWS::Serverless::HttpApi, Properties: { DefinitionBody: { x-amazon-apigateway-cors: [], paths: { /a: { get: { x-amazon-apigateway-integration: {
                type: aws_proxy, payloadFormatVersion: '2.0', uri: !GetAtt F.Arn } } } } } } }
              F:
                Type: AWS::Serverless::Function
                Properties: { FunctionUrlConfig: { Cors: [] }, Events: { A: { Type: Api, Properties: { Path: /a, Method: get } }, B: { Type: Api, Properties: { Path: /b, Method: get } } } }
            """);

        var gateways = resources.OfType<ApiGatewayResource>().ToDictionary(gateway => gateway.Name);
        Assert.Equal(("Prod", 2, 0), (gateways["ServerlessRestApi"].Stage, gateways["ServerlessRestApi"].Routes.Count, gateways["ServerlessRestApi"].MockRouteList.Count));
        Assert.Equal((1, 1), (gateways["Open"].Routes.Count, gateways["FUrl"].Routes.Count));
        Assert.Equal(["F", "Open", "ServerlessRestApi"], notes.Where(note => note.StartsWith("error: ", StringComparison.Ordinal)).Select(note => note.Split(' ', ':')[2]).Order());
    }

    private static string? Header(GatewayResponse response, string name, string prefix = "Access-Control-Allow-") =>
        response.Values(prefix + name).SingleOrDefault();

    private static async Task<ApiGatewayResource> GatewayOfAsync(string template, string cors = Configuration)
    {
        const string Properties = "Runtime: nodejs24.x, Handler: a.b, CodeUri: .";
        var (resources, _) = await Templates.RunAsync(template
            .Replace("CAMEL", cors.Replace("Allow", "allow", StringComparison.Ordinal).Replace("Expose", "expose", StringComparison.Ordinal).Replace("MaxAge", "maxAge", StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace("CORS", cors, StringComparison.Ordinal)
            .Replace("F-OF-API", $"{{ Type: AWS::Serverless::Function, Properties: {{ {Properties}, Events: {{ E: {{ Type: HttpApi, Properties: {{ ApiId: !Ref Api, Path: /a, Method: get }} }} }} }} }}", StringComparison.Ordinal)
            .Replace("F-IMPLICIT", $"{{ Type: AWS::Serverless::Function, Properties: {{ {Properties}, Events: {{ E: {{ Type: HttpApi, Properties: {{ Path: /a, Method: get }} }} }} }} }}", StringComparison.Ordinal)
            .Replace("F-ALONE", $"{{ Type: AWS::Serverless::Function, Properties: {{ {Properties} }} }}", StringComparison.Ordinal));
        return Assert.Single(resources.OfType<ApiGatewayResource>());
    }
}
