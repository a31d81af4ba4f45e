using StepFlow.StepFunctions.Tasks;
using Xunit;

namespace StepFlow.Tests.StepFunctions.Tasks;

public sealed class TaskResourceTests
{
    [Theory]
    [InlineData("arn:aws:states:::lambda:invoke", "lambda", "invoke", IntegrationPattern.RequestResponse)]
    [InlineData("arn:aws:states:::lambda:invoke.waitForTaskToken", "lambda", "invoke.waitForTaskToken", IntegrationPattern.WaitForTaskToken)]
    [InlineData("arn:aws:states:::states:startExecution.sync:2", "states", "startExecution.sync:2", IntegrationPattern.Sync2)]
    [InlineData("arn:aws:states:::aws-sdk:dynamodb:getItem", "aws-sdk:dynamodb", "getItem", IntegrationPattern.RequestResponse)]
    [InlineData("arn:aws-cn:states:::sqs:sendMessage", "sqs", "sendMessage", IntegrationPattern.RequestResponse)]
    public void An_integration_is_named_as_history_names_it(string arn, string type, string name, IntegrationPattern pattern)
    {
        Assert.True(TaskResource.TryParse(arn, out var resource));
        var integration = Assert.IsType<TaskResource.Integration>(resource);
        Assert.Equal((type, name, pattern), (integration.ResourceType, integration.ResourceName, integration.Pattern));
        Assert.True(IntegrationCatalog.Exists(integration));
    }

    [Fact]
    public void A_function_keeps_its_qualifier()
    {
        Assert.True(TaskResource.TryParse("arn:aws:lambda:eu-west-1:111111111111:function:f:live", out var resource));
        Assert.Equal(new TaskResource.LambdaFunction("arn:aws:lambda:eu-west-1:111111111111:function:f:live", "eu-west-1", "111111111111", "f", "live"), resource);
    }

    [Theory]
    [InlineData("arn:aws:states:::dynamodb:query")]
    [InlineData("arn:aws:states:::dynamodb:getItem.sync")]
    [InlineData("arn:aws:states:::sqs:sendMessage.sync:2")]
    [InlineData("arn:aws:states:::aws-sdk:s3:getObject.sync")]
    public void What_AWS_does_not_have_does_not_exist(string arn)
    {
        Assert.True(TaskResource.TryParse(arn, out var resource));
        Assert.False(IntegrationCatalog.Exists((TaskResource.Integration)resource));
    }

    [Theory]
    [InlineData("no arn")]
    [InlineData("arn:aws:states:::lambda")]
    [InlineData("arn:aws:states:::lambda:invoke.later")]
    [InlineData("arn:aws:lambda:us-east-1:1:layer:x")]
    public void Other_texts_are_no_resource(string arn) => Assert.False(TaskResource.TryParse(arn, out _));
}
