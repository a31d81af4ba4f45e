using StepFlow.Gateway.Routes;
using StepFlow.Hosting;
using StepFlow.Tests.Gateway;
using Xunit;

namespace StepFlow.Tests.Hosting.Sam;

/// <summary>What a template's integrations come to: routes with their payload format, or a sentence about each that is not served.</summary>
public sealed class IntegrationTests : IDisposable
{
    private const string Function = "  F: { Type: AWS::Serverless::Function, Properties: { Runtime: nodejs24.x, Handler: a.b, CodeUri: . } }";

    private const string OpenApiYaml = """
        openapi: 3.0.1
        paths:
          /included:
            get:
              x-amazon-apigateway-integration: { type: aws_proxy, httpMethod: POST, payloadFormatVersion: '1.0', uri: !Sub 'arn:aws:lambda:${AWS::Region}:1:function:${F}' }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("stepflow-sam-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_payload_format_is_that_of_the_event_of_the_integration_or_of_the_openapi_operation()
    {
        var (resources, notes) = await Templates.RunAsync("""
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: nodejs24.x
                  Handler: a.b
                  CodeUri: .
                  Events:
                    One: { Type: HttpApi, Properties: { Path: /event/1, Method: get, PayloadFormatVersion: 1.0 } }
                    Two: { Type: HttpApi, Properties: { Path: /event/2, Method: get, PayloadFormatVersion: '2.0' } }
                    None: { Type: HttpApi, Properties: { Path: /event, Method: get } }
              Plain: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP } }
              ToF: { Type: AWS::ApiGatewayV2::Integration, Properties: { ApiId: !Ref Plain, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt F.Arn, PayloadFormatVersion: '1.0' } }
              Get: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Plain, RouteKey: GET /plain, Target: !Sub 'integrations/${ToF}' } }
              Vague: { Type: AWS::ApiGatewayV2::Integration, Properties: { ApiId: !Ref Plain, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt F.Arn } }
              Put: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Plain, RouteKey: PUT /plain, Target: !Sub 'integrations/${Vague}' } }
              Open:
                Type: AWS::Serverless::HttpApi
                Properties:
                  DefinitionBody:
                    paths:
                      /open: { get: { x-amazon-apigateway-integration: { type: aws_proxy, payloadFormatVersion: '1.0', uri: !GetAtt F.Arn } } }
            """);

        var formats = resources.OfType<ApiGatewayResource>().SelectMany(gateway => gateway.Routes).ToDictionary(route => route.Route, route => route.PayloadFormat);
        Assert.Equal(["GET /event/1", "GET /open", "GET /plain"], formats.Where(route => route.Value is PayloadFormat.Version1).Select(route => route.Key).Order());
        Assert.Equal(["GET /event", "GET /event/2", "PUT /plain"], formats.Where(route => route.Value is PayloadFormat.Version2).Select(route => route.Key).Order());
        Assert.Equal("Put: the integration of PUT /plain has no PayloadFormatVersion, which AWS requires; here the function gets format 2.0.", Assert.Single(notes));
    }

    [Fact]
    public async Task A_payload_format_that_there_is_not_is_found_where_it_stands()
    {
        var error = await Templates.ErrorOfAsync("""
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties: { Runtime: nodejs24.x, Handler: a.b, CodeUri: ., Events: { E: { Type: HttpApi, Properties: {
                  PayloadFormatVersion: '3.0' } } } }
            """);

        Assert.EndsWith("template.yaml(5,29): error: '3.0' is no payload format version. There are '1.0' and '2.0'.", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AWS", "its integration is not a proxy (AWS), and mapping templates are not run here.")]
    [InlineData("HTTP", "it goes to an HTTP backend, which is not called here.")]
    [InlineData("HTTP_PROXY", "it goes to an HTTP backend, which is not called here.")]
    [InlineData("MOCK", "API Gateway answers it by itself from mapping templates (MOCK), which are not run here.")]
    public async Task An_integration_that_is_no_proxy_is_named_and_the_other_routes_are_served(string type, string reason)
    {
        var (resources, notes) = await Templates.RunAsync($$"""
            Resources:
            {{Function}}
              Rest: { Type: AWS::ApiGateway::RestApi, Properties: { Name: rest } }
              Mapped:
                Type: AWS::ApiGateway::Method
                Properties:
                  RestApiId: !Ref Rest
                  ResourceId: !GetAtt Rest.RootResourceId
                  HttpMethod: POST
                  Integration: { Type: {{type}}, Uri: !GetAtt F.Arn, RequestTemplates: { application/json: '{"a": $input.json("$")}' } }
              Proxied:
                Type: AWS::ApiGateway::Method
                Properties: { RestApiId: !Ref Rest, ResourceId: !GetAtt Rest.RootResourceId, HttpMethod: GET, Integration: { Type: AWS_PROXY, Uri: !GetAtt F.Arn } }
              Open:
                Type: AWS::Serverless::Api
                Properties:
                  StageName: v1
                  DefinitionBody:
                    paths:
                      /mapped: { get: { x-amazon-apigateway-integration: { type: {{type.ToLowerInvariant()}}, uri: !GetAtt F.Arn } } }
                      /proxied: { get: { x-amazon-apigateway-integration: { type: aws_proxy, uri: !GetAtt F.Arn } } }
            """);

        Assert.Equal(["GET /", "GET /proxied"], resources.OfType<ApiGatewayResource>().SelectMany(gateway => gateway.Routes).Select(route => route.Route).Order());
        Assert.StartsWith($"Mapped: the route POST / is not served here: {reason}", notes.Single(note => note.StartsWith("Mapped", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.StartsWith($"Open: the route GET /mapped is not served here: {reason}", notes.Single(note => note.StartsWith("Open", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mock_that_always_answers_the_same_is_served()
    {
        var (resources, notes) = await Templates.RunAsync($$"""
            Resources:
            {{Function}}
              Rest: { Type: AWS::ApiGateway::RestApi, Properties: { Name: rest } }
              Preflight:
                Type: AWS::ApiGateway::Method
                Properties:
                  RestApiId: !Ref Rest
                  ResourceId: !GetAtt Rest.RootResourceId
                  HttpMethod: OPTIONS
                  Integration:
                    Type: MOCK
                    RequestTemplates: { application/json: '{"statusCode": 200}' }
                    IntegrationResponses:
                      - StatusCode: 204
                        ResponseParameters: { method.response.header.Access-Control-Allow-Origin: "'*'", method.response.header.Content-Type: "'text/plain'" }
              Open:
                Type: AWS::Serverless::Api
                Properties:
                  StageName: v1
                  DefinitionBody:
                    paths:
                      /health: { get: { x-amazon-apigateway-integration: { type: mock, responses: { default: { statusCode: '200', responseTemplates: { application/json: '{"ok":true}' } } } } } }
                      /echo: { get: { x-amazon-apigateway-integration: { type: mock, responses: { default: { statusCode: '200', responseTemplates: { application/json: '{"id":"$context.requestId"}' } } } } } }
                      /origin: { options: { x-amazon-apigateway-integration: { type: mock, responses: { default: { statusCode: '200', responseParameters: { method.response.header.A: method.request.header.origin } } } } } }
                      /two: { get: { x-amazon-apigateway-integration: { type: mock, responses: { default: { statusCode: '200' }, '404': { statusCode: '404' } } } } }
            """);

        var mocks = resources.OfType<ApiGatewayResource>().SelectMany(gateway => gateway.MockRouteList).ToDictionary(mock => mock.Route, mock => mock.Response);
        Assert.Equal(["GET /health", "OPTIONS /"], mocks.Keys.Order());
        Assert.Equal((204, "", "*"), (mocks["OPTIONS /"].Status, mocks["OPTIONS /"].Text(), mocks["OPTIONS /"].Values("Access-Control-Allow-Origin").Single()));
        Assert.Equal(["text/plain"], mocks["OPTIONS /"].Values("Content-Type"));
        Assert.Equal((200, """{"ok":true}""", "application/json"), (mocks["GET /health"].Status, mocks["GET /health"].Text(), mocks["GET /health"].Values("Content-Type").Single()));
        Assert.Equal(["GET /echo", "OPTIONS /origin", "GET /two"], notes.Select(note => note.Split("the route ")[1].Split(" is not served")[0]));
    }

    [Theory]
    [InlineData("DefinitionBody: { 'Fn::Transform': { Name: AWS::Include, Parameters: { Location: api.yaml } } }")]
    [InlineData("DefinitionBody: !Transform { Name: AWS::Include, Parameters: { Location: api.yaml } }")]
    [InlineData("DefinitionBody:\n        Fn::Transform:\n          Name: AWS::Include\n          Parameters:\n            Location: !Sub 'api.yaml'")]
    [InlineData("DefinitionBody: !If [Yes, { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: api.json } } }, {}]")]
    [InlineData("DefinitionUri: api.json")]
    public async Task An_openapi_file_is_included(string definition)
    {
        await WriteOpenApiAsync();
        var (resources, _) = await Templates.RunAsync($"""
            Conditions:
              Yes: !Equals [1, 1]
            Resources:
            {Function}
              Api:
                Type: AWS::Serverless::HttpApi
                Properties:
                  {definition}
            """, _folder);

        Assert.Equal(("GET /included", PayloadFormat.Version1), Assert.Single(Assert.Single(resources.OfType<ApiGatewayResource>()).Routes) is var route ? (route.Route, route.PayloadFormat) : default);
    }

    [Fact]
    public async Task An_openapi_file_is_included_by_a_template_in_json()
    {
        await WriteOpenApiAsync();
        var (resources, _) = await Templates.RunAsync("""
            { "Resources": {
                "F": { "Type": "AWS::Serverless::Function", "Properties": { "Runtime": "nodejs24.x", "Handler": "a.b", "CodeUri": "." } },
                "Api": { "Type": "AWS::Serverless::HttpApi", "Properties": {
                  "DefinitionBody": { "Fn::Transform": { "Name": "AWS::Include", "Parameters": { "Location": "api.json" } } } } } } }
            """, _folder);

        Assert.Equal("GET /included", Assert.Single(Assert.Single(resources.OfType<ApiGatewayResource>()).Routes).Route);
    }

    [Theory]
    [InlineData("{ Name: AWS::Include, Parameters: { Location: s3://bucket/api.yaml } }", "'s3://bucket/api.yaml' is in S3")]
    [InlineData("{ Name: AWS::Include, Parameters: { Location: missing.yaml } }", "The file cannot be read: ")]
    [InlineData("{ Name: AWS::Include }", "AWS::Include needs a parameter Location")]
    [InlineData("{ Name: OurMacro }", "Only the transform AWS::Include is carried out here.")]
    public async Task An_inclusion_that_cannot_be_made_says_where_and_why(string transform, string problem)
    {
        var error = await Templates.ErrorOfAsync($$"""
            Resources:
              Api: { Type: AWS::Serverless::HttpApi, Properties: { DefinitionBody: { 'Fn::Transform': {{transform}} } } }
            """, _folder);

        Assert.Contains("template.yaml(2,", error, StringComparison.Ordinal);
        Assert.Contains($"error: {problem}", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Api", "RestApiId: !Ref Http", "F: Http is an HTTP API, and this is a route of REST APIs. Make it an HttpApi event with ApiId")]
    [InlineData("HttpApi", "ApiId: !Ref Rest", "F: Rest is a REST API, and this is a route of HTTP APIs. Make it an Api event with RestApiId")]
    [InlineData("Api", "RestApiId: elsewhere", "F: 'elsewhere' is no API of this template")]
    public async Task An_event_of_the_other_kind_of_api_is_refused_where_it_stands(string type, string reference, string problem)
    {
        var error = await Templates.ErrorOfAsync($$"""
            Resources:
              Rest: { Type: AWS::Serverless::Api, Properties: { StageName: v1 } }
              Http: { Type: AWS::Serverless::HttpApi }
              F:
                Type: AWS::Serverless::Function
                Properties: { Runtime: nodejs24.x, Handler: a.b, CodeUri: ., Events: { E: { Type: {{type}}, Properties: { Path: /a, Method: get,
                  {{reference}} } } } }
            """);

        Assert.Contains("template.yaml(7,", error, StringComparison.Ordinal);
        Assert.Contains($"error: {problem}", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_definition_in_a_bucket_is_refused_where_it_stands()
    {
        var error = await Templates.ErrorOfAsync("""
            Resources:
              Api: { Type: AWS::Serverless::HttpApi, Properties: { DefinitionUri: { Bucket: b, Key: k } } }
            """);

        Assert.EndsWith("template.yaml(2,71): error: The definition is in S3, and only files on this machine are read. Point DefinitionUri to a file.", error, StringComparison.Ordinal);
    }

    private async Task WriteOpenApiAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "api.yaml"), OpenApiYaml, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_folder, "api.json"), """
            { "paths": { "/included": { "get": { "x-amazon-apigateway-integration": {
                "type": "aws_proxy", "payloadFormatVersion": "1.0", "uri": { "Fn::GetAtt": ["F", "Arn"] } } } } } }
            """, TestContext.Current.CancellationToken);
    }
}
