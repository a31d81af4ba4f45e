using System.Collections.Concurrent;
using System.Text;
using StepFlow.Hosting.Integrations;
using StepFlow.StepFunctions.ItemReading;
using Xunit;

namespace StepFlow.Tests.Hosting.Integrations;

public sealed class AwsS3ObjectStoreTests
{
    [Fact]
    public async Task Objects_are_put_read_and_listed_in_path_style()
    {
        var kept = new ConcurrentDictionary<string, string>();
        await using var fake = await FakeService.StartAsync(r => Serve(kept, r));
        using var store = new AwsS3ObjectStore(fake.Endpoint, "us-east-1", AwsCredentials.Dummy);
        var cancellation = TestContext.Current.CancellationToken;

        await store.PutAsync(new("bucket", "a/b c.json"), new MemoryStream("[1]"u8.ToArray()), "application/json", cancellation);
        await using var found = await store.OpenAsync(new("bucket", "a/b c.json"), cancellation);
        using var text = new StreamReader(found.Content);
        List<string> keys = [];
        await foreach (var item in store.ListAsync("bucket", "a/", cancellation))
        {
            keys.Add($"{item.Key} {item.Size} {item.LastModified.ToUnixTimeSeconds()}");
        }

        Assert.Equal("[1]", await text.ReadToEndAsync(cancellation));
        Assert.Equal(["a/b c.json 3 1704067200"], keys);
    }

    [Fact]
    public async Task Refusals_keep_S3s_code_and_words()
    {
        await using var fake = await FakeService.StartAsync(_ => new(
            404, "<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>", "application/xml", ("x-amz-request-id", "r-1")));
        using var store = new AwsS3ObjectStore(fake.Endpoint, "us-east-1", AwsCredentials.Dummy);

        var error = await Assert.ThrowsAsync<ObjectStoreException>(() => store.OpenAsync(new("bucket", "k"), TestContext.Current.CancellationToken));

        Assert.Equal(("NoSuchKey", "The specified key does not exist.", 404, "r-1"), (error.Code, error.Message, error.Status, error.RequestId));
    }

    private static FakeService.Answer Serve(ConcurrentDictionary<string, string> kept, FakeService.Request request)
    {
        if (request.Method is "PUT")
        {
            kept[Uri.UnescapeDataString(request.PathAndQuery.Split('?')[0])] = request.Body;
            return new(200, "", "application/xml", ("ETag", "\"0\""));
        }

        if (request.PathAndQuery.Contains("list-type=2", StringComparison.Ordinal))
        {
            var items = string.Concat(kept.Select(o =>
                $"<Contents><Key>{o.Key["/bucket/".Length..]}</Key><LastModified>2024-01-01T00:00:00.000Z</LastModified><ETag>&quot;0&quot;</ETag>"
                + $"<Size>{Encoding.UTF8.GetByteCount(o.Value)}</Size></Contents>"));
            return new(200, $"<ListBucketResult><Name>bucket</Name><IsTruncated>false</IsTruncated>{items}</ListBucketResult>", "application/xml");
        }

        return new(200, kept[Uri.UnescapeDataString(request.PathAndQuery.Split('?')[0])], "binary/octet-stream", ("ETag", "\"0\""));
    }
}
