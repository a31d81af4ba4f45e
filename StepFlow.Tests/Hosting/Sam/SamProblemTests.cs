using StepFlow.Hosting;
using Xunit;

namespace StepFlow.Tests.Hosting.Sam;

/// <summary>What is wrong with one resource is told of that one, and the rest runs.</summary>
public sealed class SamProblemTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("stepflow-sam-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Each_function_that_cannot_be_read_is_an_error_of_its_own()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "bad.zip"), "no zip", TestContext.Current.CancellationToken);

        var (resources, notes) = await Templates.RunAsync("""
            Parameters: { Seconds: { Type: Number } }
            Globals: { Function: { Runtime: nodejs24.x, Handler: a.b, CodeUri: . } }
            Resources:
              Nameless: { Type: AWS::Serverless::Function, Properties: { FunctionName: !ImportValue name } }
              Misnamed: { Type: AWS::Serverless::Function, Properties: { FunctionName: a.b } }
              Timeless: { Type: AWS::Serverless::Function, Properties: { Timeout: !Ref Seconds } }
              Endless: { Type: AWS::Serverless::Function, Properties: { Timeout: 5000 } }
              Zipped: { Type: AWS::Serverless::Function, Properties: { CodeUri: bad.zip } }
              Fine: { Type: AWS::Serverless::Function, Properties: { FunctionName: fine } }
              Twin: { Type: AWS::Serverless::Function, Properties: { FunctionName: Fine } }
              Gone: { Type: AWS::Serverless::Function, Condition: Nowhere }
            """, _folder);

        AssertErrors(
            notes,
            ("Nameless does not run: {0}(4,", "'name' is exported by another stack"),
            ("Misnamed does not run: {0}(5,", "'a.b' is no name of a function: letters, digits, '-' and '_', at most 64 of them."),
            ("Timeless does not run: {0}(6,", "The parameter Seconds has no default: give it with --parameter Seconds=<value>."),
            ("Endless does not run: {0}(7,", "Timeout is 5000 seconds; Lambda takes 1 to 900."),
            ("Zipped does not run: ", $"its code {Path.Combine(_folder, "bad.zip")} is no zip archive"),
            ("Twin is left out: {0}(10,3)", "another resource of AWS::Serverless::Function has the name 'Fine'."),
            ("Gone is left out: {0}(11,", "The template has no condition 'Nowhere'."));
        var functions = resources.OfType<LambdaFunctionResource>().ToDictionary(function => function.Name, function => function.Source);
        Assert.Equal(["Endless", "Timeless", "Zipped"], functions.Where(f => f.Value is FunctionSource.Unavailable).Select(f => f.Key).Order(StringComparer.Ordinal));
        Assert.Equal(["fine"], functions.Where(f => f.Value is FunctionSource.Program).Select(f => f.Key));
    }

    [Fact]
    public async Task Each_route_that_cannot_be_read_is_an_error_of_its_own()
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
                    Bad: { Type: Api, Properties: { Method: get, Path: !ImportValue path } }
                    Good: { Type: Api, Properties: { Method: get, Path: /event } }
              Staged: { Type: AWS::Serverless::Api, Properties: { StageName: !Ref Nowhere } }
              Filed: { Type: AWS::Serverless::Api, Properties: { StageName: live, DefinitionUri: missing.yaml } }
              Routes:
                Type: AWS::Serverless::HttpApi
                Properties:
                  DefinitionBody:
                    paths:
                      /bad: { get: { x-amazon-apigateway-integration: { type: aws_proxy, uri: !ImportValue uri } } }
                      /good: { get: { x-amazon-apigateway-integration: { type: aws_proxy, uri: !GetAtt F.Arn } } }
            """, _folder);

        AssertErrors(
            notes,
            ("F, event Bad: {0}(9,", "'path' is exported by another stack"),
            ("Staged: {0}(11,", "'Nowhere' is no parameter and no resource"),
            ("Filed: {0}(12,", "cannot be read"),
            ("Routes, get /bad: {0}(18,", "'uri' is exported by another stack"));
        var routes = resources.OfType<ApiGatewayResource>().ToDictionary(gateway => gateway.Name, gateway => gateway.Routes.Select(route => route.Route).Single());
        Assert.Equal(("GET /event", "GET /good"), (routes["ServerlessRestApi"], routes["Routes"]));
    }

    [Theory]
    [InlineData("""DefinitionString: "{'StartAt': 'A', 'States': {'A': {'Type': 'Succeed'}}}" """, "The DefinitionString is no JSON, and AWS takes nothing else there: INVALID_JSON_DESCRIPTION: Unexpected character (''' (code 39))")]
    [InlineData("""DefinitionString: '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}},}' """, "The DefinitionString is no JSON, and AWS takes nothing else there: INVALID_JSON_DESCRIPTION: Unexpected character ('}' (code 125))")]
    [InlineData("Type: EXPRES, Definition: { StartAt: A, States: { A: { Type: Succeed } } }", "'EXPRES' is no type of a state machine. There are STANDARD and EXPRESS.")]
    public async Task What_aws_refuses_of_a_state_machine_is_refused(string properties, string problem)
    {
        var error = await Templates.ErrorOfAsync($"Resources: {{ Flow: {{ Type: AWS::Serverless::StateMachine, Properties: {{ {properties} }} }} }}");

        Assert.StartsWith("error: Flow is not created: ", error, StringComparison.Ordinal);
        Assert.Contains("template.yaml(1,", error, StringComparison.Ordinal);
        Assert.Contains($"error: {problem}", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_definition_file_that_is_no_json_is_yaml_to_cloudformation_and_that_is_said()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "lax.asl.json"), "{\n  # a comment\n  'StartAt': 'A', 'States': { 'A': { 'Type': 'Succeed' } },\n}", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_folder, "broken.asl.json"), "{ \"StartAt\": \"A\", \"States\": { }", TestContext.Current.CancellationToken);

        var (resources, notes) = await Templates.RunAsync("""
            Resources:
              Lax: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionUri: lax.asl.json } }
              Broken: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionUri: broken.asl.json } }
            """, _folder);

        Assert.Equal("""{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}""", Assert.Single(resources.OfType<StateMachineResource>()).Written!.Json);
        var note = Assert.Single(notes, note => note.EndsWith("It is read as YAML, as CloudFormation reads it; other tools refuse it.", StringComparison.Ordinal));
        Assert.StartsWith($"{Path.Combine(_folder, "lax.asl.json")}(2,", note, StringComparison.Ordinal);
        Assert.Contains("This is no JSON: INVALID_JSON_DESCRIPTION: Unexpected character ('#' (code 35))", note, StringComparison.Ordinal);
        AssertErrors(notes, ($"Broken is not created: {Path.Combine(_folder, "broken.asl.json")}(1,", "This is no JSON: INVALID_JSON_DESCRIPTION: "));
    }

    [Fact]
    public async Task A_substitution_that_is_not_given_is_told_with_machine_and_place()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "flow.asl.json"), """
            { "StartAt": "A",
              "States": { "A": { "Type": "Task", "Resource": "${Nope}", "End": true } } }
            """, TestContext.Current.CancellationToken);

        var (_, notes) = await Templates.RunAsync("Resources: { Flow: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionUri: flow.asl.json } } }", _folder);

        Assert.Equal($"Flow: {Path.Combine(_folder, "flow.asl.json")}(2,51): '${{Nope}}' is in no DefinitionSubstitutions, and stays as it is.", Assert.Single(notes));
    }

    [Fact]
    public async Task A_function_without_a_handler_and_resources_made_in_a_loop_are_told_of()
    {
        var (_, notes) = await Templates.RunAsync("""
            Resources:
              F: { Type: AWS::Serverless::Function, Properties: { Runtime: dotnet8, CodeUri: . } }
              Fn::ForEach::Tables: [Name, [A, B], { 'T${Name}': { Type: AWS::DynamoDB::Table } }]
            """, _folder);

        AssertErrors(
            notes,
            ("F does not run: {0}(2,3)", "It has no Handler, which a function that is no container image needs."),
            ("{0}(3,3)", "Fn::ForEach::Tables is not carried out here, and the resources it would make are not there. Write them out."));
    }

    /// <param name="notes">All notes.</param>
    /// <param name="errors">How each begins, with <c>{0}</c> for the template, and what it says.</param>
    private void AssertErrors(IReadOnlyList<string> notes, params (string Start, string Text)[] errors)
    {
        var template = Path.Combine(_folder, "template.yaml");
        foreach (var (start, text) in errors)
        {
            var error = Assert.Single(notes, note => note.StartsWith($"error: {start.Replace("{0}", template, StringComparison.Ordinal)}", StringComparison.Ordinal));
            Assert.Contains(text, error, StringComparison.Ordinal);
        }

        Assert.Equal(errors.Length, notes.Count(note => note.StartsWith("error: ", StringComparison.Ordinal)));
    }
}
