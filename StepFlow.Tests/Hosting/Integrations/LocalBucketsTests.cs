using StepFlow.Language.Json;
using Xunit;

namespace StepFlow.Tests.Hosting.Integrations;

public sealed class LocalBucketsTests
{
    [Fact]
    public async Task Objects_are_files_in_a_folder()
    {
        await using var fixture = IntegrationFixture.WithoutEndpoints();
        await fixture.OutputAsync("arn:aws:states:::aws-sdk:s3:createBucket", """{"Bucket":"bucket-1"}""");

        await fixture.OutputAsync("arn:aws:states:::aws-sdk:s3:putObject", """{"Bucket":"bucket-1","Key":"a/../b?","Body":{"x":1}}""");
        var got = await fixture.OutputAsync("arn:aws:states:::aws-sdk:s3:getObject", """{"Bucket":"bucket-1","Key":"a/../b?"}""");
        var list = await fixture.OutputAsync("arn:aws:states:::aws-sdk:s3:listObjectsV2", """{"Bucket":"bucket-1","Prefix":"a/"}""");

        Assert.Equal("""{"x":1}""", got["Body"]);
        Assert.Equal("a/../b?", ((JsonObject)((JsonArray)list["Contents"]!)[0])["Key"]);
        Assert.True(File.Exists(Path.Combine(fixture.Buckets, "bucket-1", "a", "%2E%2E", "b%3F")));
    }

    [Theory]
    [InlineData("""{"Bucket":"no-such-bucket","Key":"k"}""", "S3.NoSuchBucketException")]
    [InlineData("""{"Bucket":"bucket-1","Key":"k"}""", "S3.NoSuchKeyException")]
    [InlineData("""{"Bucket":"..","Key":"k"}""", "S3.NoSuchBucketException")]
    public async Task What_is_not_there_fails_as_in_S3(string parameters, string name)
    {
        await using var fixture = IntegrationFixture.WithoutEndpoints();
        await fixture.OutputAsync("arn:aws:states:::aws-sdk:s3:createBucket", """{"Bucket":"bucket-1"}""");

        Assert.Equal(name, (await fixture.ErrorAsync("arn:aws:states:::aws-sdk:s3:getObject", parameters)).Name);
    }
}
