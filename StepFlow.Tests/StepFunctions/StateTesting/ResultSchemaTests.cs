using StepFlow.Aws;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.StateTesting;
using StepFlow.StepFunctions.Tasks;
using StepFlow.StepFunctions.Tasks.Models;
using Xunit;

namespace StepFlow.Tests.StepFunctions.StateTesting;

public sealed class ResultSchemaTests
{
    private const string Prefix = "Mock result schema validation error: ";
    private readonly ResultSchema _schema = new(new(ServiceModels.BuiltIn));

    [Theory]
    [InlineData("aws-sdk:kms:encrypt", """{"CiphertextBlob": ""}""", "Field 'CiphertextBlob' is smaller than the minimum length")]
    [InlineData("aws-sdk:lambda:getFunction", """{"Configuration": {"MemorySize": 127}}""", "Field 'MemorySize' is less than the minimum value")]
    [InlineData("aws-sdk:lambda:getFunction", """{"Configuration": {"MemorySize": 10241}}""", "Field 'MemorySize' exceeds the maximum value")]
    [InlineData("aws-sdk:s3:getObject", """{"StorageClass": "Papyrus"}""", "Field 'StorageClass' is not an expected value")]
    [InlineData("aws-sdk:rds:describeDBInstances", """{"DbInstances": [{"AllocatedStorage": "1"}]}""", "Field 'AllocatedStorage' must be a number")]
    [InlineData("aws-sdk:cognitoidentityprovider:adminGetUser", "{}", "Required field 'Username' is missing")]
    [InlineData("aws-sdk:ec2:describeInstances", """{"Reservations": [{"Instances": [{"EbsOptimized": 1}]}]}""", "Field 'EbsOptimized' must be a boolean")]
    [InlineData("dynamodb:getItem", """{"Item": {"id": {"S": 1}}}""", "Field 'S' must be a string")]
    [InlineData("dynamodb:getItem", """{"Item": []}""", "Field 'Item' must be an object")]
    [InlineData("events:putEvents", """{"Entries": [{"EventId": "x"}, {"EventId": ["y"]}]}""", "Field 'EventId' must be a string")]
    [InlineData("lambda:invoke", """{"StatusCode": 200, "Payload": {"any": "thing"}}""", "Field 'Payload' must be a string")]
    [InlineData("states:startExecution", """{"ExecutionArn": "x", "StartDate": true}""", "Field 'StartDate' must be a string")]
    [InlineData("sqs:sendMessage", """{"MessageId": {}}""", "Field 'MessageId' must be a string")]
    [InlineData("glue:startJobRun", """{"JobRunId": ""}""", "Field 'JobRunId' is smaller than the minimum length")]
    [InlineData("elasticmapreduce:createCluster", """{"JobFlowId": 1}""", "Field 'JobFlowId' must be a string")]
    public void What_the_API_would_not_answer_is_refused(string action, string result, string problem) =>
        Assert.Equal(Prefix + problem, Refusal(action, result, "STRICT"));

    [Theory]
    [InlineData("events:putEvents", """{"random": "json"}""")]
    [InlineData("states:startExecution", """{"ExecutionArn": "x", "StartDate": "now", "executionArn": 1}""")]
    [InlineData("sqs:sendMessage", """{"MD5OfMessageBody": {"spelled": "as the SDK's second version does not"}}""")]
    [InlineData("sqs:sendMessage.waitForTaskToken", "[1]")]
    [InlineData("http:invoke", """{"StatusCode": "x"}""")]
    [InlineData("apigateway:invoke", """{"StatusCode": "x"}""")]
    [InlineData("eks:call", "1")]
    [InlineData("eks:runJob.sync", "1")]
    [InlineData("aws-sdk:s3:deleteBucket", "null")]
    public void The_rest_is_taken(string action, string result) => Assert.Null(Refusal(action, result, "STRICT"));

    [Fact]
    public void A_job_is_held_against_what_is_polled()
    {
        Assert.Equal(Prefix + "Required field 'ExecutionArn' is missing", Refusal("states:startExecution.sync:2", "{}", "STRICT"));
        Assert.Equal(Prefix + "Field 'Status' is not an expected value", Refusal("states:startExecution.sync", """{"Status": "DONE"}""", "PRESENT"));
        Assert.Equal(Prefix + "Field 'Tasks' must be an array", Refusal("ecs:runTask.sync", """{"Tasks": {}}""", "STRICT"));
    }

    [Fact]
    public void PRESENT_asks_for_nothing_and_NONE_checks_nothing()
    {
        Assert.Null(Refusal("states:startExecution", "{}", "PRESENT"));
        Assert.Equal(Prefix + "Field 'ExecutionArn' must be a string", Refusal("states:startExecution", """{"ExecutionArn": 1}""", "PRESENT"));
        Assert.Null(Refusal("states:startExecution", """{"ExecutionArn": 1}""", "NONE"));
    }

    [Fact]
    public void An_unknown_operation_is_refused_with_the_remedy() =>
        Assert.Contains("fieldValidationMode to NONE", Refusal("aws-sdk:nothing:doIt", "{}", "STRICT"), StringComparison.Ordinal);

    [Fact]
    public void Every_optimized_integration_has_a_model()
    {
        string[] unmodelled = [.. IntegrationCatalog.Names.SelectMany(n => new[] { n, n + ".sync" })
            .Where(n => TaskResource.TryParse("arn:aws:states:::" + n, out var r) && IntegrationCatalog.Exists((TaskResource.Integration)r))
            .Where(n => Refusal(n, "{}", "PRESENT") is not null)];

        Assert.Empty(unmodelled);
    }

    private string? Refusal(string action, string result, string mode)
    {
        Assert.True(TaskResource.TryParse("arn:aws:states:::" + action, out var resource));
        try
        {
            _schema.Check(resource, JsonValue.Parse(result), mode);
            return null;
        }
        catch (AwsException e)
        {
            Assert.Equal("ValidationException", e.Code);
            return e.Text;
        }
    }
}
