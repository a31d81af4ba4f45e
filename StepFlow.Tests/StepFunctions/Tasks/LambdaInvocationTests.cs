using System.Text;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Tasks;
using Xunit;

namespace StepFlow.Tests.StepFunctions.Tasks;

public sealed class LambdaInvocationTests
{
    [Theory]
    [InlineData("""{"FunctionName":"f"}""", "{}")]
    [InlineData("""{"FunctionName":"f","Payload":null}""", "{}")]
    [InlineData("""{"FunctionName":"f","Payload":{"a":1.0}}""", """{"a":1.0}""")]
    [InlineData("""{"FunctionName":"f","Payload":"0.0"}""", "0.0")]
    [InlineData("""{"FunctionName":"f","Payload":"\"text\""}""", "\"text\"")]
    public void A_payload_goes_out_as_AWS_sends_it(string parameters, string body)
    {
        var call = LambdaInvocation.CallFor(Call("arn:aws:states:::lambda:invoke", parameters));

        Assert.NotNull(call);
        Assert.Equal(body, Encoding.UTF8.GetString(call.Payload.Span));
    }

    [Fact]
    public void An_answer_carries_payload_and_metadata()
    {
        var outcome = LambdaInvocation.OfInvoke(Result("""{"ok":true}"""));

        var output = Assert.IsType<TaskOutcome.Succeeded>(outcome).Output;
        Assert.Equal(
            JsonValue.Parse("""
            {"ExecutedVersion":"$LATEST","Payload":{"ok":true},"SdkHttpMetadata":{"AllHttpHeaders":{"X-Amz-Executed-Version":["$LATEST"],
            "x-amzn-Remapped-Content-Length":["0"],"Connection":["keep-alive"],"x-amzn-RequestId":["id-1"],"Content-Length":["11"],
            "Content-Type":["application/json"]},"HttpHeaders":{"X-Amz-Executed-Version":"$LATEST","x-amzn-Remapped-Content-Length":"0",
            "Connection":"keep-alive","x-amzn-RequestId":"id-1","Content-Length":"11","Content-Type":"application/json"},"HttpStatusCode":200},
            "SdkResponseMetadata":{"RequestId":"id-1"},"StatusCode":200}
            """),
            output);
    }

    [Fact]
    public void A_payload_that_is_no_JSON_becomes_text() =>
        Assert.Equal("plain", ((JsonObject)Output(LambdaInvocation.OfInvoke(Result("plain"))))["Payload"]);

    [Fact]
    public void A_log_that_was_asked_for_is_there() => Assert.Equal(
        "START RequestId: id-1 Version: $LATEST\nEND RequestId: id-1\n",
        Encoding.UTF8.GetString(Convert.FromBase64String(((JsonString)((JsonObject)Output(LambdaInvocation.OfInvoke(Result("{}"), "Tail")))["LogResult"]!).Value)));

    [Fact]
    public void A_function_error_is_named_by_its_type_and_shows_the_payload()
    {
        const string payload = """{"errorMessage": "no", "errorType": "MyError"}""";
        var result = Result(payload) with { FunctionError = "Unhandled" };

        Assert.Equal(new StatesError("MyError", payload), Error(LambdaInvocation.OfFunction(result)));
        Assert.Equal(new StatesError("MyError", """{"errorMessage":"no","errorType":"MyError"}"""), Error(LambdaInvocation.OfInvoke(result)));
    }

    [Fact]
    public void An_error_without_type_is_unknown()
    {
        var error = Error(LambdaInvocation.OfInvoke(Result("""{"errorMessage":"timed out"}""") with { FunctionError = "Unhandled" }));

        Assert.Equal("Lambda.Unknown", error.Name);
        Assert.EndsWith("""Returned payload: {"errorMessage":"timed out"}""", error.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ResourceNotFoundException", 404, "Lambda.ResourceNotFoundException")]
    [InlineData("AccessDeniedException", 403, "Lambda.AWSLambdaException")]
    public void The_services_own_errors_follow_the_SDK(string code, int status, string name)
    {
        var error = Error(LambdaInvocation.OfInvoke(Result("""{"Type":"User","Message":"Function not found: f"}""") with { ErrorType = code, StatusCode = status }));

        Assert.Equal(
            new StatesError(name, $"Function not found: f (Service: AWSLambda; Status Code: {status}; Error Code: {code}; Request ID: id-1; Proxy: null)"), error);
    }

    [Fact]
    public void A_result_above_the_limit_is_refused()
    {
        Assert.True(TaskResource.TryParse("arn:aws:states:::lambda:invoke", out var resource));

        var outcome = TaskResult.Limit(resource, TaskOutcome.Of(new string('a', TaskResult.MaxBytes)));

        Assert.Equal(
            new StatesError("States.DataLimitExceeded", "The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes service limit."),
            Error(outcome));
    }

    [Fact]
    public void Parameters_are_checked_in_AWS_words()
    {
        var error = TaskParameters.Check(Call("arn:aws:states:::lambda:invoke", """{"TaskToken":"t"}"""), "Parameters");

        Assert.Equal(
            new StatesError(
                "States.Runtime",
                """The Parameters '{"TaskToken":"t"}' could not be used to start the Task: [The field "TaskToken" is not supported by Step Functions, The field 'FunctionName' is required but was missing]"""),
            error);
    }

    internal static TaskCall Call(string arn, string parameters)
    {
        Assert.True(TaskResource.TryParse(arn, out var resource));
        return new(resource, JsonValue.Parse(parameters), "us-east-1", "111111111111", "arn:aws:states:us-east-1:111111111111:execution:m:e", "S");
    }

    private static FunctionResult Result(string payload) => new(
        200,
        [
            new("x-amzn-requestid", "id-1"), new("X-Amz-Executed-Version", "$LATEST"), new("Content-Length", $"{payload.Length}"),
            new("Content-Type", "application/json"), new("Server", "Kestrel"),
        ],
        "$LATEST",
        FunctionError: null,
        LogResult: null,
        ErrorType: null,
        "id-1",
        Encoding.UTF8.GetBytes(payload));

    private static JsonValue Output(TaskOutcome outcome) => Assert.IsType<TaskOutcome.Succeeded>(outcome).Output;

    private static StatesError Error(TaskOutcome outcome) => Assert.IsType<TaskOutcome.Failed>(outcome).Error;
}
