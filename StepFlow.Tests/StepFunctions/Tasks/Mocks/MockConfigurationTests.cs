using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Tasks;
using StepFlow.StepFunctions.Tasks.Mocks;
using Xunit;

namespace StepFlow.Tests.StepFunctions.Tasks.Mocks;

public sealed class MockConfigurationTests
{
    private const string File = """
        {"StateMachines":{"LambdaSQSIntegration":{"TestCases":{
           "HappyPath":{"LambdaState":"MockedLambdaSuccess","SQSState":"MockedSQSSuccess"},
           "RetryPath":{"LambdaState":"MockedLambdaRetry","SQSState":"NoSuchResponse"},
           "HybridPath":{"LambdaState":"MockedLambdaSuccess"}}}},
         "MockedResponses":{
           "MockedLambdaSuccess":{"0":{"Return":{"StatusCode":200,"Payload":{"body":"Hello"}}}},
           "MockedSQSSuccess":{"0":{"Return":{"MessageId":"m"}}},
           "Unused":{},
           "MockedLambdaRetry":{
             "0":{"Throw":{"Error":"Lambda.ResourceNotReadyException","Cause":"Lambda resource is not ready."}},
             "1-2":{"Throw":{"Error":"Lambda.TimeoutException","Cause":"Lambda timed out."}},
             "3":{"Return":{"StatusCode":200,"Payload":"done"}}}}}
        """;

    private static readonly MockConfiguration Mocks = MockConfiguration.Read(File);

    [Theory]
    [InlineData(0, "Lambda.ResourceNotReadyException")]
    [InlineData(1, "Lambda.TimeoutException")]
    [InlineData(2, "Lambda.TimeoutException")]
    public void Attempts_throw_by_number_and_range(int invocation, string error)
    {
        var answer = Assert.IsType<MockedAnswer.Throw>(Mocks.Find("LambdaSQSIntegration", "RetryPath", "LambdaState", invocation));

        Assert.Equal(error, answer.Error.Name);
    }

    [Fact]
    public void An_answer_is_returned_as_it_stands() => Assert.Equal(
        new MockedAnswer.Return(JsonValue.Parse("""{"StatusCode":200,"Payload":"done"}""")), Mocks.Find("LambdaSQSIntegration", "RetryPath", "LambdaState", 3));

    [Fact]
    public void An_invocation_without_entry_fails_the_state() => Assert.Equal(
        new MockedAnswer.Throw(new("States.Runtime", "The mocked response 'MockedLambdaRetry' of state 'LambdaState' has no entry for invocation 4.")),
        Mocks.Find("LambdaSQSIntegration", "RetryPath", "LambdaState", 4));

    [Fact]
    public void A_response_that_does_not_exist_fails_the_state_that_uses_it()
    {
        var answer = Assert.IsType<MockedAnswer.Throw>(Mocks.Find("LambdaSQSIntegration", "RetryPath", "SQSState", 0));

        Assert.Equal(StatesError.Runtime, answer.Error.Name);
        Assert.Contains("'NoSuchResponse', which does not exist", answer.Error.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_that_is_not_named_is_not_mocked() => Assert.Null(Mocks.Find("LambdaSQSIntegration", "HybridPath", "SQSState", 0));

    [Fact]
    public void Test_cases_are_found_by_machine_and_name()
    {
        Assert.Equal(["HappyPath", "RetryPath", "HybridPath"], Mocks.TestCases("LambdaSQSIntegration"));
        Assert.Null(Mocks.TestCase("LambdaSQSIntegration", "Other"));
        Assert.Null(Mocks.TestCase("Other", "HappyPath"));
        Assert.True(Mocks.TestCase("LambdaSQSIntegration", "HappyPath")!.Mocks("SQSState"));
    }

    [Theory]
    [InlineData("arn:m#Case", "arn:m", "Case")]
    [InlineData("arn:m#", "arn:m", null)]
    [InlineData("arn:m", "arn:m", null)]
    public void The_test_case_is_the_ARNs_suffix(string text, string arn, string? testCase) => Assert.Equal((arn, testCase), MockConfiguration.Split(text));

    [Theory]
    [InlineData("""{"0":{"Return":1,"Throw":{"Error":"E","Cause":"c"}}}""", "/MockedResponses/R/0: an entry has either 'Return'")]
    [InlineData("""{"0":{"Throw":{"Cause":"c"}}}""", "/MockedResponses/R/0: an entry has either 'Return'")]
    [InlineData("""{"first":{"Return":1}}""", "/MockedResponses/R/first: 'first' is neither")]
    [InlineData("""{"3-1":{"Return":1}}""", "/MockedResponses/R/3-1: '3-1' is neither")]
    [InlineData("""{"0-2":{"Return":1},"2":{"Return":1}}""", "/MockedResponses/R/2: the invocations overlap")]
    [InlineData("[]", "/MockedResponses/R: a mocked response is an object")]
    public void Mistakes_are_named_with_their_place(string response, string problem)
    {
        var mocks = MockConfiguration.Read($$"""{"StateMachines":{"M":{"TestCases":{"C":{"S":"R"} } } },"MockedResponses":{"R":{{response}} } }""");

        Assert.StartsWith(problem, Assert.Single(mocks.Problems), StringComparison.Ordinal);
        Assert.Equal(StatesError.Runtime, Assert.IsType<MockedAnswer.Throw>(mocks.Find("M", "C", "S", 9)).Error.Name);
    }

    [Theory]
    [InlineData("{", "The mock configuration is not valid JSON: ")]
    [InlineData("[]", "A mock configuration is a JSON object.")]
    [InlineData("{}", "The mock configuration has no object 'StateMachines'.")]
    public void What_is_no_mock_file_is_refused(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<FormatException>(() => MockConfiguration.Read(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("arn:aws:states:::lambda:invoke", """{"StatusCode":200,"Payload":{"a":1}}""")]
    [InlineData("arn:aws:lambda:us-east-1:111111111111:function:f", """{"a":1}""")]
    public void A_function_named_by_ARN_gives_its_payload(string arn, string output)
    {
        Assert.True(TaskResource.TryParse(arn, out var resource));

        var outcome = new MockedAnswer.Return(JsonValue.Parse("""{"StatusCode":200,"Payload":{"a":1}}""")).OutcomeFor(resource);

        Assert.Equal(TaskOutcome.Of(JsonValue.Parse(output)), outcome);
    }

    [Fact]
    public void A_changed_file_is_read_again()
    {
        var path = Path.GetTempFileName();
        System.IO.File.WriteAllText(path, File);
        var file = new MockConfigurationFile(path);
        Assert.NotEmpty(file.Current.TestCases("LambdaSQSIntegration"));

        System.IO.File.WriteAllText(path, """{"StateMachines":{}}""");
        System.IO.File.SetLastWriteTimeUtc(path, new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Empty(file.Current.TestCases("LambdaSQSIntegration"));
        System.IO.File.Delete(path);
    }
}
