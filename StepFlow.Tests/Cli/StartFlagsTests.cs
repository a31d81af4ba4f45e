using System.CommandLine;
using StepFlow.Cli.Verbs;
using StepFlow.Hosting.Standalone;
using Xunit;

namespace StepFlow.Tests.Cli;

public sealed class StartFlagsTests
{
    [Fact]
    public void The_defaults_are_those_of_step_functions_local()
    {
        var options = Read([], []);

        Assert.Equal((8083, "us-east-1", "123456789012", 1), (options.Port, options.Region, options.Account, options.WaitTimeScale));
        Assert.Empty(options.Integrations.Endpoints);
    }

    [Theory]
    [InlineData("--account 000000000000 --region eu-west-1 --lambda-endpoint http://a:1 --step-functions-endpoint http://b:2 --dynamodb-endpoint http://c:3 --wait-time-scale 0.1")]
    [InlineData("-account 000000000000 -region eu-west-1 -lambda-endpoint http://a:1 -stepfunctions-endpoint http://b:2 -dynamodb-endpoint http://c:3 -wait-time-scale 0.1")]
    [InlineData("--aws-account 000000000000 --aws-region eu-west-1 -lambdaEndpoint http://a:1 -stepFunctionsEndpoint=http://b:2 -dynamoDBEndpoint http://c:3 -waitTimeScale 0.1")]
    public void Flags_come_in_the_forms_of_step_functions_local(string line) => AssertEverything(Read(line.Split(' '), []));

    [Fact]
    public void So_do_environment_variables() => AssertEverything(Read([], new()
    {
        ["AWS_ACCOUNT_ID"] = "000000000000",
        ["AWS_DEFAULT_REGION"] = "eu-west-1",
        ["LAMBDA_ENDPOINT"] = "http://a:1",
        ["STEP_FUNCTIONS_ENDPOINT"] = "http://b:2",
        ["DYNAMODB_ENDPOINT"] = "http://c:3",
        ["WAIT_TIME_SCALE"] = "0.1",
    }));

    [Fact]
    public void A_flag_comes_before_a_variable()
    {
        var options = Read(["--region", "eu-west-1", "--lambda-endpoint", "http://a:1"], new() { ["AWS_DEFAULT_REGION"] = "us-west-2", ["LAMBDA_ENDPOINT"] = "http://z:9" });

        Assert.Equal(("eu-west-1", new Uri("http://a:1")), (options.Region, options.Integrations.Endpoints["lambda"]));
    }

    [Theory]
    [InlineData("--nonsense", "unknown argument '--nonsense'. See 'stepflow start --help'.")]
    [InlineData("--lambda-endpoint", "--lambda-endpoint needs a URL, for example --lambda-endpoint http://127.0.0.1:3001")]
    [InlineData("--wait-time-scale fast", "'fast' is no number (--wait-time-scale, WAIT_TIME_SCALE).")]
    public void Wrong_arguments_are_explained(string line, string problem) => Assert.Equal(problem, Parse(line.Split(' '), [], out _));

    [Fact]
    public void A_mock_file_that_is_not_there_is_named() =>
        Assert.Contains("none.json is not there (--mock-config, SFN_MOCK_CONFIG).", Parse([], new() { ["SFN_MOCK_CONFIG"] = "none.json" }, out _), StringComparison.Ordinal);

    private static void AssertEverything(StandaloneOptions options)
    {
        Assert.Equal(("000000000000", "eu-west-1", 0.1), (options.Account, options.Region, options.WaitTimeScale));
        Assert.Equal(
            new Dictionary<string, Uri> { ["lambda"] = new("http://a:1"), ["sfn"] = new("http://b:2"), ["dynamodb"] = new("http://c:3") },
            options.Integrations.Endpoints);
    }

    private static StandaloneOptions Read(string[] arguments, Dictionary<string, string> variables)
    {
        Assert.Null(Parse(arguments, variables, out var options));
        return options;
    }

    private static string? Parse(string[] arguments, Dictionary<string, string> variables, out StandaloneOptions options)
    {
        var flags = new StartFlags(variables.GetValueOrDefault);
        var command = flags.AddTo(new Command("start"));
        command.TreatUnmatchedTokensAsErrors = false;
        return flags.Read(command.Parse(arguments), out options);
    }
}
