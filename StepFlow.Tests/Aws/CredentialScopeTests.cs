using StepFlow.Aws;
using Xunit;

namespace StepFlow.Tests.Aws;

public sealed class CredentialScopeTests
{
    [Fact]
    public void Region_and_access_key_come_from_the_scope()
    {
        var found = CredentialScope.TryParse(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/eu-west-1/states/aws4_request, SignedHeaders=host;x-amz-date, Signature=5d67",
            out var scope);

        Assert.True(found);
        Assert.Equal(("AKIDEXAMPLE", "eu-west-1"), (scope.AccessKey, scope.Region));
        Assert.Null(scope.Account);
    }

    [Fact]
    public void An_access_key_of_twelve_digits_is_an_account()
    {
        Assert.True(CredentialScope.TryParse("AWS4-HMAC-SHA256 Credential=000000000000/20150830/us-east-1/states/aws4_request,Signature=5d67", out var scope));

        Assert.Equal("000000000000", scope.Account);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer token")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830//states/aws4_request")]
    public void Anything_else_names_nobody(string? header) => Assert.False(CredentialScope.TryParse(header, out _));
}
