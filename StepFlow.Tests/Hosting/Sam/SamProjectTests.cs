using StepFlow.Gateway;
using StepFlow.Hosting;
using StepFlow.Hosting.Sam.Templates;
using StepFlow.StepFunctions.Catalog;
using Xunit;

namespace StepFlow.Tests.Hosting.Sam;

public sealed class SamProjectTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("stepflow-sam-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Globals_are_merged_and_the_function_has_the_last_word()
    {
        var (resources, _) = await Templates.RunAsync("""
            Globals:
              Function: { Runtime: nodejs24.x, Timeout: 9, MemorySize: 512, Environment: { Variables: { A: all, B: all } } }
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties: { Handler: app.handler, CodeUri: ., MemorySize: 256, Environment: { Variables: { B: own } } }
            """);

        var function = Assert.Single(resources.OfType<LambdaFunctionResource>());
        Assert.Equal((TimeSpan.FromSeconds(9), 256, "nodejs24.x"), (function.Timeout, function.MemoryMegabytes, function.Runtime));
        Assert.Equal(["A=all", "B=own"], function.Environment.Where(v => v.Key.Length is 1).Select(v => $"{v.Key}={v.Value()}"));
        Assert.Equal("client --for app.handler", Assert.IsType<FunctionSource.Program>(function.Source).Command.ToString());
    }

    [Fact]
    public async Task Events_become_routes_of_the_apis_that_sam_makes()
    {
        var (resources, notes) = await Templates.RunAsync("""
            Globals: { Function: { Runtime: nodejs24.x, Handler: a.b, CodeUri: . } }
            Resources:
              Named: { Type: AWS::Serverless::Api, Properties: { StageName: live, BinaryMediaTypes: [image~1png], Variables: { colour: blue } } }
              F:
                Type: AWS::Serverless::Function
                Properties:
                  Events:
                    Get: { Type: Api, Properties: { Path: '/things/{id}', Method: get } }
                    All: { Type: HttpApi }
                    Own: { Type: Api, Properties: { RestApiId: !Ref Named, Path: '/{proxy+}', Method: any } }
                    Tick: { Type: Schedule, Properties: { Schedule: rate(1 day) } }
                    Queue: { Type: SQS, Properties: { Queue: arn } }
              Flow:
                Type: AWS::Serverless::StateMachine
                Properties:
                  Definition: { StartAt: A, States: { A: { Type: Succeed } } }
                  Events: { Start: { Type: Api, Properties: { Path: /start, Method: post } } }
            """);

        var gateways = resources.OfType<ApiGatewayResource>().ToDictionary(gateway => gateway.Name);
        Assert.Equal(["GET /things/{id}"], gateways["ServerlessRestApi"].Routes.Select(route => route.Route));
        Assert.Equal(("POST /start", "Flow", "StartExecution"), Assert.Single(gateways["ServerlessRestApi"].StateMachineRouteList) is var start ? (start.Route, start.StateMachine.Name, start.Action) : default);
        Assert.Equal("Prod", gateways["ServerlessRestApi"].Stage);
        Assert.Equal((ApiKind.Http, "$default"), (gateways["ServerlessHttpApi"].Kind, gateways["ServerlessHttpApi"].Routes.Single().Route));
        Assert.Equal(("live", "image/png", "blue"), (gateways["Named"].Stage, gateways["Named"].BinaryMediaTypes.Single(), gateways["Named"].StageVariables["colour"]));
        Assert.Contains(notes, note => note.Contains("Tick (Schedule), Queue (SQS)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Api_gateways_own_resources_become_routes_too()
    {
        var (resources, _) = await Templates.RunAsync("""
            Resources:
              F: { Type: AWS::Lambda::Function, Properties: { Runtime: nodejs24.x, Handler: a.b, Code: . } }
              Flow: { Type: AWS::StepFunctions::StateMachine, Properties: { StateMachineType: EXPRESS, Definition: { StartAt: A, States: { A: { Type: Succeed } } } } }
              Rest: { Type: AWS::ApiGateway::RestApi, Properties: { Name: rest } }
              Things: { Type: AWS::ApiGateway::Resource, Properties: { RestApiId: !Ref Rest, ParentId: !GetAtt Rest.RootResourceId, PathPart: things } }
              Thing: { Type: AWS::ApiGateway::Resource, Properties: { RestApiId: !Ref Rest, ParentId: !Ref Things, PathPart: '{id}' } }
              Get:
                Type: AWS::ApiGateway::Method
                Properties:
                  RestApiId: !Ref Rest
                  ResourceId: !Ref Thing
                  HttpMethod: GET
                  Integration: { Type: AWS_PROXY, Uri: !Sub 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${F.Arn}/invocations' }
              Stage: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Rest, StageName: v1 } }
              Http: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP } }
              ToFlow: { Type: AWS::ApiGatewayV2::Integration, Properties: { ApiId: !Ref Http, IntegrationType: AWS_PROXY, IntegrationSubtype: StepFunctions-StartSyncExecution, RequestParameters: { Input: $request.body, StateMachineArn: !Ref Flow } } }
              Post: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Http, RouteKey: POST /flow, Target: !Sub 'integrations/${ToFlow}' } }
            """);

        var gateways = resources.OfType<ApiGatewayResource>().ToDictionary(gateway => gateway.Name);
        Assert.Equal(("v1", "GET /things/{id}"), (gateways["Rest"].Stage, gateways["Rest"].Routes.Single().Route));
        Assert.Equal("StartSyncExecution", gateways["Http"].StateMachineRouteList.Single().Action);
    }

    [Fact]
    public async Task Definitions_are_taken_from_the_template_and_from_files_with_their_substitutions()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "bare.asl.json"), """
            { "StartAt": "A", "States": { "A": { "Type": "Task", "Resource": "${Worker}", "TimeoutSeconds": ${Seconds}, "End": true } } }
            """, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_folder, "flow.asl.yaml"), "StartAt: A\nStates:\n  A: {Type: Pass, Result: '${Worker}', End: true}\n", TestContext.Current.CancellationToken);
        var (resources, _) = await Templates.RunAsync("""
            Resources:
              Bare: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionUri: bare.asl.json, DefinitionSubstitutions: { Worker: !GetAtt F.Arn, Seconds: 5 } } }
              Yaml: { Type: AWS::Serverless::StateMachine, Properties: { Type: EXPRESS, DefinitionUri: ./flow.asl.yaml, DefinitionSubstitutions: { Worker: w } } }
              Text:
                Type: AWS::StepFunctions::StateMachine
                Properties:
                  StateMachineName: text
                  DefinitionString: !Sub |
                    { "StartAt": "A", "States": { "A": { "Type": "Task", "Resource": "${F.Arn}", "End": true } } }
              F: { Type: AWS::Lambda::Function, Properties: { Runtime: nodejs24.x, Handler: a.b, Code: . } }
            """, _folder);

        var machines = resources.OfType<StateMachineResource>().ToDictionary(machine => machine.Name, machine => machine.Written!.Json);
        Assert.Equal("""{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:lambda:eu-west-1:123456789012:function:F","TimeoutSeconds":5,"End":true}}}""", machines["Bare"]);
        Assert.Equal("""{"StartAt":"A","States":{"A":{"Type":"Pass","Result":"w","End":true}}}""", machines["Yaml"]);
        Assert.Contains("function:F\"", machines["text"], StringComparison.Ordinal);
        Assert.Equal(StateMachineType.Express, resources.OfType<StateMachineResource>().Single(machine => machine.Name is "Yaml").Type);
    }

    [Fact]
    public async Task A_problem_in_a_definition_is_found_in_its_file()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "flow.asl.yaml"), "StartAt: A\nStates:\n  A:\n    Type: Pass\n    Next: B\n", TestContext.Current.CancellationToken);
        var (resources, _) = await Templates.RunAsync("Resources: { Flow: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionUri: flow.asl.yaml } } }", _folder);

        var written = Assert.Single(resources.OfType<StateMachineResource>()).Written!;

        Assert.Equal((5, 5), written.Find("/States/A/Next") is var place ? (place.Line, place.Column) : default);
        Assert.Equal(3, written.Find("/States/A/Gone").Line);
    }

    [Theory]
    [InlineData("Runtime: python3.12", "nothing on this machine runs python3.12: install AWS's client with 'pip install awslambdaric'")]
    [InlineData("Runtime: java25", "nothing on this machine runs java25: no client of the Runtime API is known for it")]
    [InlineData("PackageType: Image", "it is a container image")]
    [InlineData("Runtime: nodejs24.x, CodeUri: {Bucket: b, Key: k}", "CodeUri is in S3")]
    [InlineData("Runtime: nodejs24.x, CodeUri: ./missing", "its code is not there")]
    [InlineData("Runtime: provided.al2023", "there is no program 'bootstrap'")]
    [InlineData("Runtime: dotnet8", "there is no a.b.dll")]
    public async Task A_function_that_cannot_run_says_why_and_the_others_run(string properties, string reason)
    {
        var (resources, notes) = await Templates.RunAsync($$"""
            Globals: { Function: { Handler: a.b } }
            Resources:
              Broken: { Type: AWS::Serverless::Function, Properties: { {{properties}} } }
              Fine: { Type: AWS::Serverless::Function, Properties: { Runtime: nodejs24.x } }
            """, _folder);

        var functions = resources.OfType<LambdaFunctionResource>().ToDictionary(function => function.Name);
        Assert.Contains(reason, Assert.IsType<FunctionSource.Unavailable>(functions["Broken"].Source).Reason, StringComparison.Ordinal);
        Assert.IsType<FunctionSource.Program>(functions["Fine"].Source);
        Assert.Contains(notes, note => note.StartsWith("error: Broken does not run: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("AWS::CloudFormation::Stack")]
    [InlineData("AWS::Serverless::Application")]
    public async Task Nested_stacks_are_refused(string type)
    {
        var e = await Assert.ThrowsAsync<TemplateException>(() => Templates.RunAsync($$"""
            Resources:
              Inner: { Type: {{type}}, Properties: {} }
            """));

        Assert.Contains($"template.yaml(2,3): error: Inner is a nested stack ({type}), which is not run here.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_run_is_named_once_and_what_has_nothing_to_run_is_not()
    {
        var (_, notes) = await Templates.RunAsync("""
            Conditions: { Never: !Equals [1, 2] }
            Resources:
              Table: { Type: AWS::DynamoDB::Table }
              Topic: { Type: AWS::SNS::Topic }
              Role: { Type: AWS::IAM::Role }
              Ghost: { Type: AWS::SQS::Queue, Condition: Never }
            """);

        Assert.StartsWith("Not run here: Table (AWS::DynamoDB::Table), Topic (AWS::SNS::Topic).", Assert.Single(notes), StringComparison.Ordinal);
    }
}
