using System.Net;
using System.Text;
using System.Text.Json;
using StepFlow.Tests.Clients;
using Xunit;

namespace StepFlow.Tests.EndToEnd;

/// <summary><c>stepflow run</c>: SAM projects as they are, each with an HTTP call through to a state machine and its function's answer.</summary>
public sealed class SamProjectRunTests : IDisposable
{
    private readonly SamFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    /// <summary>YAML, SAM, an HTTP API that starts the machine itself, a definition file in YAML, a class library.</summary>
    [Fact]
    public async Task A_sam_template_in_yaml_with_an_http_api_and_a_class_library()
    {
        // Amazon's packages are not needed to call what is written against them: a library of the same names stands in.
        _folder.WriteProject("Amazon.Lambda.Core", """
            namespace Amazon.Lambda.Core;
            public interface ILambdaLogger { void LogLine(string message); }
            public interface ILambdaContext { string FunctionName { get; } ILambdaLogger Logger { get; } }
            public interface ILambdaSerializer { T Deserialize<T>(System.IO.Stream s); void Serialize<T>(T value, System.IO.Stream s); }
            [System.AttributeUsage(System.AttributeTargets.Assembly)]
            public sealed class LambdaSerializerAttribute(System.Type type) : System.Attribute { public System.Type SerializerType => type; }
            """);
        _folder.WriteProject("Doubling", """
            using System.Text.Json;
            using Amazon.Lambda.Core;
            [assembly: LambdaSerializer(typeof(Doubling.Json))]
            namespace Doubling;
            public class Json : ILambdaSerializer
            {
                public T Deserialize<T>(Stream s) => JsonSerializer.Deserialize<T>(s)!;
                public void Serialize<T>(T value, Stream s) => JsonSerializer.Serialize(s, value);
            }
            public record Numbers(int value);
            public record Doubled(int doubled, string by, string greeting);
            public class Functions
            {
                public async Task<Doubled> Double(Numbers input, ILambdaContext context)
                {
                    context.Logger.LogLine("doubling");
                    await Task.Yield();
                    return new(input.value * 2, context.FunctionName, Environment.GetEnvironmentVariable("GREETING")!);
                }
            }
            """, references: "Amazon.Lambda.Core");
        _folder.Write("statemachine/flow.asl.yaml", """
            StartAt: Double
            States:
              Double:
                Type: Task
                Resource: ${Doubler}
                TimeoutSeconds: 30
                End: true
            """);
        var template = _folder.Write("template.yaml", """
            AWSTemplateFormatVersion: '2010-09-09'
            Transform: AWS::Serverless-2016-10-31
            Parameters:
              Greeting: { Type: String, Default: hello }
            Globals:
              Function:
                Runtime: dotnet8
                Timeout: 20
                Environment: { Variables: { GREETING: !Sub '${Greeting} from ${AWS::Region}' } }
            Resources:
              Doubler:
                Type: AWS::Serverless::Function
                Properties: { CodeUri: Doubling, Handler: Doubling::Doubling.Functions::Double, FunctionName: the_doubler }
              Snake:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: ruby3.4
                  Handler: app.handler
                  InlineCode: "def handler(event:, context:) = {}"
                  Events: { Get: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: /snake, Method: get } } }
              Flow:
                Type: AWS::Serverless::StateMachine
                Properties:
                  Type: EXPRESS
                  DefinitionUri: statemachine/flow.asl.yaml
                  DefinitionSubstitutions: { Doubler: !GetAtt Doubler.Arn }
              Api:
                Type: AWS::Serverless::HttpApi
                Properties:
                  DefinitionBody:
                    openapi: 3.0.1
                    paths:
                      /double:
                        post:
                          x-amazon-apigateway-integration:
                            type: AWS_PROXY
                            integrationSubtype: StepFunctions-StartSyncExecution
                            requestParameters: { Input: $request.body, StateMachineArn: !Ref Flow }
                            payloadFormatVersion: '1.0'
              Orders: { Type: AWS::DynamoDB::Table }
            """);

        await using var app = await AppHostProcess.StartTemplateAsync(template, Cancellation, "--parameter", "Greeting=servus", "--StepFlow:Region", "eu-west-1");

        var (status, ended) = await PostAsync(app.AddressOf("Api") + "/double", """{"value": 21}""");
        Assert.Equal((HttpStatusCode.OK, "SUCCEEDED"), (status, ended.GetProperty("status").GetString()));
        Assert.Equal("""{"doubled":42,"by":"the_doubler","greeting":"servus from eu-west-1"}""", ended.GetProperty("output").GetString());

        // A function that cannot run says so where people and callers see it; the rest runs.
        Assert.Contains("Snake does not run: nothing on this machine runs ruby3.4", app.Output, StringComparison.Ordinal);
        Assert.Contains("Not run here: Orders (AWS::DynamoDB::Table)", app.Output, StringComparison.Ordinal);
        using var http = new HttpClient();
        using var snake = await http.GetAsync(app.AddressOf("Api") + "/snake", Cancellation);
        Assert.Equal(HttpStatusCode.InternalServerError, snake.StatusCode);
    }

    /// <summary>JSON, plain CloudFormation, a REST API of single resources, a definition in the template, programs.</summary>
    [Fact]
    public async Task A_cloudformation_template_in_json_with_a_rest_api_and_executable_handlers()
    {
        _folder.WriteProject("Shop", """
            using System.Text.Json;
            using StepFlow.Functions.RuntimeSupport;
            using StepFlow.Functions.StepFunctions;
            using StepFlow.Functions.StepFunctions.Model;

            using var stepFunctions = new AmazonStepFunctionsClient();
            using var bootstrap = LambdaBootstrapBuilder.Create(Environment.GetEnvironmentVariable("FLOW") is { } flow ? StartAsync : DoubleAsync).Build();
            await bootstrap.RunAsync();

            async Task<Stream> StartAsync(Stream request)
            {
                var body = (await JsonElement.ParseAsync(request)).GetProperty("body").GetString();
                var ended = await stepFunctions.StartSyncExecutionAsync(new StartSyncExecutionRequest { StateMachineArn = Environment.GetEnvironmentVariable("FLOW"), Input = body });
                return Json(new { statusCode = 200, body = ended.Output });
            }

            async Task<Stream> DoubleAsync(Stream input) => Json(new { doubled = (await JsonElement.ParseAsync(input)).GetProperty("value").GetInt32() * 2 });

            static Stream Json(object value) => new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(value));

            static class Extensions
            {
                extension(JsonElement)
                {
                    public static async Task<JsonElement> ParseAsync(Stream stream) => (await JsonDocument.ParseAsync(stream)).RootElement;
                }
            }
            """, isProgram: true);
        var template = _folder.Write("serverless.template", """
            {
              "Mappings": { "Limits": { "Function": { "Timeout": 20 } } },
              "Resources": {
                "Double": { "Type": "AWS::Lambda::Function", "Properties": { "Code": "Shop", "Handler": "Shop", "Runtime": "dotnet10", "Role": { "Fn::GetAtt": ["Role", "Arn"] },
                  "Timeout": { "Fn::FindInMap": ["Limits", "Function", "Timeout"] } } },
                "Start": { "Type": "AWS::Lambda::Function", "Properties": { "Code": "./Shop", "Handler": "Shop", "Runtime": "dotnet10", "Role": { "Fn::GetAtt": ["Role", "Arn"] },
                  "Timeout": 29, "Environment": { "Variables": { "FLOW": { "Ref": "Flow" } } } } },
                "Flow": { "Type": "AWS::StepFunctions::StateMachine", "Properties": { "StateMachineType": "EXPRESS", "RoleArn": { "Fn::GetAtt": ["Role", "Arn"] },
                  "DefinitionString": { "Fn::Join": ["", [
                    "{\"StartAt\":\"Double\",\"States\":{\"Double\":{\"Type\":\"Task\",\"Resource\":\"", { "Fn::GetAtt": ["Double", "Arn"] }, "\",\"End\":true}}}" ]] } } },
                "Role": { "Type": "AWS::IAM::Role", "Properties": {} },
                "Api": { "Type": "AWS::ApiGateway::RestApi", "Properties": { "Name": "shop" } },
                "Numbers": { "Type": "AWS::ApiGateway::Resource", "Properties": { "RestApiId": { "Ref": "Api" }, "ParentId": { "Fn::GetAtt": ["Api", "RootResourceId"] }, "PathPart": "numbers" } },
                "Post": { "Type": "AWS::ApiGateway::Method", "Properties": { "RestApiId": { "Ref": "Api" }, "ResourceId": { "Ref": "Numbers" }, "HttpMethod": "POST", "AuthorizationType": "NONE",
                  "Integration": { "Type": "AWS_PROXY", "IntegrationHttpMethod": "POST",
                    "Uri": { "Fn::Sub": "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Start.Arn}/invocations" } } } },
                "Deployment": { "Type": "AWS::ApiGateway::Deployment", "DependsOn": "Post", "Properties": { "RestApiId": { "Ref": "Api" } } },
                "Live": { "Type": "AWS::ApiGateway::Stage", "Properties": { "RestApiId": { "Ref": "Api" }, "DeploymentId": { "Ref": "Deployment" }, "StageName": "live" } }
              }
            }
            """);

        await using var app = await AppHostProcess.StartTemplateAsync(template, Cancellation);

        Assert.EndsWith("/live", app.AddressOf("Api"), StringComparison.Ordinal);
        var (status, answer) = await PostAsync(app.AddressOf("Api") + "/numbers", """{"value": 21}""");
        Assert.Equal((HttpStatusCode.OK, """{"doubled":42}"""), (status, answer.GetRawText()));
    }

    /// <summary>What is published here runs here: the template that AWS is to get, zips and all.</summary>
    [Fact]
    public async Task A_published_app_host_runs_from_its_template()
    {
        var published = Path.GetDirectoryName(_folder.Write("published/.keep", ""))!;
        Assert.Equal(0, (await PublishTests.RunAsync(["--output", published])).Code);

        await using var app = await AppHostProcess.StartTemplateAsync(Path.Combine(published, "template.yaml"), Cancellation);

        var (status, report) = await PostAsync(app.AddressOf("GatewayApi") + "/trigger/sync", """{"input_value": 10}""");
        Assert.Equal((HttpStatusCode.OK, 20), (status, report.GetProperty("doubled").GetInt32()));
        Assert.DoesNotContain("error", app.Output, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A runtime that StepFlow knows nothing of, run by a command that speaks the Runtime API.</summary>
    [Fact]
    public async Task A_function_in_another_language_runs_by_the_command_it_is_given()
    {
        _ = ClientProgram.Require("python3");
        var client = _folder.Write("client.py", """
            import importlib, json, os, sys, urllib.request
            sys.path.insert(0, os.getcwd())
            module, function = sys.argv[1].rsplit(".", 1)
            handler = getattr(importlib.import_module(module), function)
            base = f"http://{os.environ['AWS_LAMBDA_RUNTIME_API']}/2018-06-01/runtime/invocation"
            while True:
                with urllib.request.urlopen(f"{base}/next") as event:
                    id, payload = event.headers["Lambda-Runtime-Aws-Request-Id"], json.load(event)
                answer = json.dumps(handler(payload, None)).encode()
                urllib.request.urlopen(urllib.request.Request(f"{base}/{id}/response", data=answer, method="POST")).close()
            """);
        var template = _folder.Write("template.yml", """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Adder:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: python3.12
                  Handler: index.handler
                  Timeout: 20
                  InlineCode: |
                    import json
                    def handler(event, context):
                        return {"statusCode": 200, "body": json.dumps({"sum": sum(json.loads(event["body"])["values"])})}
                  Events: { Post: { Type: Api, Properties: { Path: /sum, Method: post } } }
            """);

        await using var app = await AppHostProcess.StartTemplateAsync(template, Cancellation, "--runtime", $"python='python3' '{client}' {{handler}}");

        var (status, answer) = await PostAsync(app.AddressOf("ServerlessRestApi") + "/sum", """{"values": [1, 2, 39]}""");
        Assert.Equal((HttpStatusCode.OK, 42), (status, answer.GetProperty("sum").GetInt32()));
    }

    [Fact]
    public async Task A_nested_stack_ends_the_run_with_a_sentence()
    {
        var template = _folder.Write("template.yaml", """
            Resources:
              Inner:
                Type: AWS::Serverless::Application
                Properties: { Location: ./inner/template.yaml }
            """);

        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => AppHostProcess.StartTemplateAsync(template, Cancellation));

        Assert.Contains($"stepflow run: {template}(2,3): error: Inner is a nested stack (AWS::Serverless::Application), which is not run here.", e.Message, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string address, string json)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(1) };
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(address, content, Cancellation);
        return (response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancellation)));
    }
}
