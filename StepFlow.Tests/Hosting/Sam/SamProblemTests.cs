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
