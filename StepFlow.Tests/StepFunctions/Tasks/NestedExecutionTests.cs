using StepFlow.Language.Json;
using StepFlow.StepFunctions.Tasks;
using Xunit;

namespace StepFlow.Tests.StepFunctions.Tasks;

public sealed class NestedExecutionTests
{
    private static readonly NestedExecution.Ended Done = new(
        "arn:e", "arn:m", "e", "SUCCEEDED", DateTimeOffset.UnixEpoch.AddSeconds(1), DateTimeOffset.UnixEpoch.AddSeconds(2), "{}", """{"a":1}""", Error: null);

    [Theory]
    [InlineData("""{"StateMachineArn":"m","Input":null}""", "{}")]
    [InlineData("""{"StateMachineArn":"m","Input":{"a":1}}""", """{"a":1}""")]
    [InlineData("""{"StateMachineArn":"m","Input":"\"text\""}""", "\"text\"")]
    public void Input_as_text_is_the_JSON_itself(string parameters, string input) =>
        Assert.Equal(input, NestedExecution.RequestOf(JsonValue.Parse(parameters)).Input);

    [Fact]
    public void Sync_shows_input_and_output_as_text_and_sync_2_as_JSON()
    {
        var text = (JsonObject)((TaskOutcome.Succeeded)NestedExecution.OutcomeOf(Done, IntegrationPattern.Sync)).Output;
        var json = (JsonObject)((TaskOutcome.Succeeded)NestedExecution.OutcomeOf(Done, IntegrationPattern.Sync2)).Output;

        Assert.Equal("""{"a":1}""", text["Output"]);
        Assert.Equal(JsonObject.Of(("a", 1)), json["Output"]);
        Assert.Equal("1970-01-01T00:00:01.000Z", text["StartDate"]);
    }

    [Fact]
    public void A_failed_execution_fails_the_task_with_its_description()
    {
        var outcome = NestedExecution.OutcomeOf(Done with { Status = "FAILED", Output = null, Error = new("E", "why") }, IntegrationPattern.Sync2);

        var error = Assert.IsType<TaskOutcome.Failed>(outcome).Error;
        Assert.Equal("States.TaskFailed", error.Name);
        Assert.Contains("\"Cause\":\"why\",\"Error\":\"E\"", error.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_is_named_as_the_SDK_names_it()
    {
        var error = ((TaskOutcome.Failed)NestedExecution.Refused(400, "StateMachineDoesNotExist", "State Machine Does Not Exist: 'x'", "r")).Error;

        Assert.Equal("StepFunctions.StateMachineDoesNotExistException", error.Name);
        Assert.Equal("State Machine Does Not Exist: 'x' (Service: AWSStepFunctions; Status Code: 400; Error Code: StateMachineDoesNotExist; Request ID: r; Proxy: null)", error.Cause);
    }
}
