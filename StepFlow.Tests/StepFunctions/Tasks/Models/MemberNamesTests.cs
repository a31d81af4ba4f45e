using StepFlow.StepFunctions.Tasks.Models;
using Xunit;

namespace StepFlow.Tests.StepFunctions.Tasks.Models;

public sealed class MemberNamesTests
{
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
