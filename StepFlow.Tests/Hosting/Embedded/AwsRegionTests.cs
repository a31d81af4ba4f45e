using StepFlow.Hosting.Deployed;
using Xunit;

namespace StepFlow.Tests.Hosting.Embedded;

public sealed class AwsRegionTests : IDisposable
{
    private readonly string _profiles = Path.GetTempFileName();

    public AwsRegionTests() => File.WriteAllText(_profiles, """
        [default]
        aws_access_key_id = AKIDEXAMPLE
        aws_secret_access_key = secret
        region = eu-north-1
        [dev]
        aws_access_key_id = AKIDEXAMPLE
        aws_secret_access_key = secret
        region = cn-north-1
        [plain]
        aws_access_key_id = AKIDEXAMPLE
        aws_secret_access_key = secret
        """);

    public void Dispose() => File.Delete(_profiles);

    [Theory]
    [InlineData("cn-north-1", "dev", "AWS_REGION=us-west-2")]
    [InlineData("us-west-2", "plain", "AWS_REGION=us-west-2")]
    [InlineData("us-west-2", null, "AWS_REGION=us-west-2", "AWS_DEFAULT_REGION=us-west-1", "AWS_PROFILE=dev")]
    [InlineData("us-west-1", null, "AWS_REGION=", "AWS_DEFAULT_REGION=us-west-1", "AWS_PROFILE=dev")]
    [InlineData("cn-north-1", null, "AWS_PROFILE=dev")]
    [InlineData("eu-north-1", null)]
    public void The_profile_that_is_named_counts_first_then_the_terminal_then_the_default_profile(string region, string? profile, params string[] variables) =>
        Assert.Equal(region, AwsRegion.Chosen(profile, name => variables.Select(v => v.Split('=')).FirstOrDefault(v => v[0] == name)?[1], _profiles));

    [Theory]
    [InlineData("eu-west-1", "aws", "https://states.eu-west-1.amazonaws.com/")]
    [InlineData("cn-north-1", "aws-cn", "https://states.cn-north-1.amazonaws.com.cn/")]
    [InlineData("us-gov-west-1", "aws-us-gov", "https://states.us-gov-west-1.amazonaws.com/")]
    public void Arns_and_host_names_are_those_of_the_partition(string name, string partition, string endpoint)
    {
        var region = new AwsRegion(name);

        Assert.Equal((partition, new Uri(endpoint)), (region.Partition, region.EndpointOf("states")));
    }
}
