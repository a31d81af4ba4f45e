using Xunit;

namespace StepFlow.Tests.StepFunctions.Operations;

public sealed class TagTests(StepFunctionsServer server) : IClassFixture<StepFunctionsServer>
{
    [Fact]
    public async Task State_machines_and_activities_have_tags()
    {
        var activity = await server.CallAsync("CreateActivity", new { name = server.NewName("act"), tags = new[] { new { key = "a", value = "1" } } });
        foreach (var resourceArn in new[] { await server.CreateAsync(), activity.Text("activityArn") })
        {
            await server.CallAsync("TagResource", new { resourceArn, tags = new[] { new { key = "a", value = "2" }, new { key = "b", value = "" } } });
            await server.CallAsync("UntagResource", new { resourceArn, tagKeys = new[] { "b", "none" } });
            var tags = await server.CallAsync("ListTagsForResource", new { resourceArn });

            Assert.Equal("""{"tags":[{"key":"a","value":"2"}]}""", tags.GetRawText());
        }
    }

    [Fact]
    public async Task Fifty_tags_are_enough()
    {
        var resourceArn = await server.CreateAsync();
        var tags = Enumerable.Range(1, 51).Select(i => new { key = $"k{i}", value = "" }).ToArray();

        Assert.StartsWith("TooManyTags: ", await server.RefusalAsync("TagResource", new { resourceArn, tags }), StringComparison.Ordinal);
        await server.CallAsync("TagResource", new { resourceArn, tags = tags[1..] });
    }

    [Fact]
    public async Task Versions_have_no_tags()
    {
        var arn = await server.CreateAsync(publish: true);

        Assert.Equal($"ResourceNotFound: Resource not found: '{arn}:1'", await server.RefusalAsync("ListTagsForResource", new { resourceArn = $"{arn}:1" }));
    }
}
