using StepFlow.Aws.Arns;
using Xunit;

namespace StepFlow.Tests.Aws.Arns;

public sealed class StatesArnTests
{
    [Theory]
    [InlineData("arn:aws:states:us-east-1:123456789012:stateMachine:flow")]
    [InlineData("arn:aws:states:us-east-1:123456789012:stateMachine:flow:7")]
    [InlineData("arn:aws:states:us-east-1:123456789012:stateMachine:flow:PROD")]
    [InlineData("arn:aws:states:us-east-1:123456789012:stateMachine:flow/label")]
    [InlineData("arn:aws:states:us-east-1:123456789012:stateMachine:flow#HappyPath")]
    [InlineData("arn:aws:states:us-east-1:123456789012:stateMachine:flow:PROD#HappyPath")]
    [InlineData("arn:aws-cn:states:cn-north-1:123456789012:execution:flow:run-1")]
    [InlineData("arn:aws:states:us-east-1:123456789012:execution:flow/label:run-1")]
    [InlineData("arn:aws:states:us-east-1:123456789012:express:flow:run-1:6e9f")]
    [InlineData("arn:aws:states:us-east-1:123456789012:mapRun:flow/label:6e9f")]
    [InlineData("arn:aws:states:us-east-1:123456789012:activity:work")]
    public void An_arn_is_written_as_it_was_read(string text) => Assert.Equal(text, StatesArn.Parse(text)!.ToString());

    [Theory]
    [InlineData("not-an-arn")]
    [InlineData("arn:aws:states:us-east-1:123456789012")]
    [InlineData("arn:aws:states:us-east-1:123456789012:stateMachine")]
    [InlineData("arn:aws:states:us-east-1:123456789012:stateMachine:")]
    [InlineData("arn:aws:states:us-east-1:123456789012:execution:flow")]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:function:flow")]
    public void Other_texts_are_no_arn_of_ours(string text) => Assert.Null(StatesArn.Parse(text));

    [Fact]
    public void Digits_behind_the_name_are_a_version_and_anything_else_is_an_alias()
    {
        var version = Assert.IsType<StatesArn.StateMachine>(StatesArn.Parse("arn:aws:states:us-east-1:123456789012:stateMachine:flow:12"));
        var alias = Assert.IsType<StatesArn.StateMachine>(StatesArn.Parse("arn:aws:states:us-east-1:123456789012:stateMachine:flow:v12"));

        Assert.Equal((12, null), (version.Version, version.Alias));
        Assert.Equal((null, "v12"), (alias.Version, alias.Alias));
        Assert.Equal(version.Unqualified, alias.Unqualified);
    }
}
