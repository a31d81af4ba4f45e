using StepFlow.ConsoleUI.Services;
using Xunit;

namespace StepFlow.Tests.ConsoleUI;

public sealed class LinksTests
{
    [Theory]
    [InlineData("arn:aws:states:us-east-1:123456789012:execution:flow:run-1", "/executions/arn:aws:states:us-east-1:123456789012:execution:flow:run-1")]
    [InlineData("arn:aws:states:us-east-1:123456789012:execution:flow:50%+ä", "/executions/arn:aws:states:us-east-1:123456789012:execution:flow:50%25%2B%C3%A4")]
    public void Arns_stay_readable_in_addresses(string arn, string address) => Assert.Equal(address, Links.Execution(arn));

    [Theory]
    [InlineData("arn:aws:states:us-east-1:123456789012:execution:flow:run-1", "run-1")]
    [InlineData("arn:aws:states:us-east-1:123456789012:express:flow:run-1:0f0f", "run-1")]
    public void Executions_are_called_by_their_names(string arn, string name) => Assert.Equal(name, ArnNames.Execution(arn));
}
