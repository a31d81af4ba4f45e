using StepFlow.Language.Json;
using StepFlow.StepFunctions.Tasks;
using StepFlow.StepFunctions.Tasks.Models;
using Xunit;

namespace StepFlow.Tests.StepFunctions.Tasks.Models;

public sealed class MockResultSchemaTests
{
    [Theory]
    [InlineData("aws-sdk:kms:encrypt", """{"CiphertextBlob": ""}""", "Field 'CiphertextBlob' is smaller than the minimum length")]
    [InlineData("aws-sdk:kms:encrypt", """{"CiphertextBlob": 123}""", "Field 'CiphertextBlob' must be a string")]
    [InlineData("aws-sdk:lambda:getFunction", """{"Configuration": {"MemorySize": 127}}""", "Field 'MemorySize' is less than the minimum value")]
    [InlineData("aws-sdk:lambda:getFunction", """{"Configuration": {"MemorySize": 10241}}""", "Field 'MemorySize' exceeds the maximum value")]
    [InlineData("aws-sdk:s3:getObject", """{"StorageClass": "Papyrus"}""", "Field 'StorageClass' is not an expected value")]
    [InlineData("aws-sdk:s3:getObject", """{"ContentLength": "9000"}""", "Field 'ContentLength' must be a number")]
    [InlineData("dynamodb:putItem", """{"ConsumedCapacity": {"CapacityUnits": "1"}}""", "Field 'CapacityUnits' must be a number")]
    [InlineData("events:putEvents", """{"Entries": [{"EventId": "x"}, {"EventId": ["y"]}]}""", "Field 'EventId' must be a string")]
    [InlineData("events:putEvents", """{"Entries": "x"}""", "Field 'Entries' must be an array")]
    [InlineData("states:startExecution", "{}", "Required field 'ExecutionArn' is missing")]
    [InlineData("states:startExecution", """{"ExecutionArn": "x", "StartDate": true}""", "Field 'StartDate' must be a string")]
    [InlineData("lambda:invoke", """{"StatusCode": "200"}""", "Field 'StatusCode' must be a number")]
    [InlineData("lambda:invoke", """{"StatusCode": 200, "Payload": {"any": "thing"}}""", null)]
    [InlineData("events:putEvents", """{"random": "json"}""", null)]
    [InlineData("glue:startJobRun", """{"random": 1}""", null)]
    public void A_mocked_result_is_held_against_the_model(string action, string result, string? problem)
    {
        Assert.True(TaskResource.TryParse("arn:aws:states:::" + action, out var resource));

        var found = MockResultSchema.Problem(ServiceModels.BuiltIn, (TaskResource.Integration)resource, JsonValue.Parse(result), isStrict: true);

        Assert.Equal(problem is null ? null : "Mock result schema validation error: " + problem, found);
    }

    [Theory]
    [InlineData("TableName", "TableName")]
    [InlineData("taskToken", "TaskToken")]
    [InlineData("ARN", "Arn")]
    [InlineData("DBInstanceIdentifier", "DbInstanceIdentifier")]
    [InlineData("ETag", "ETag")]
    [InlineData("ChecksumCRC32", "ChecksumCRC32")]
    [InlineData("MD5OfMessageBody", "Md5OfMessageBody")]
    [InlineData("SSEKMSKeyId", "SsekmsKeyId")]
    public void Names_are_those_of_the_Java_SDK(string name, string inStates) => Assert.Equal(inStates, MemberNames.ForStates(name));
}
