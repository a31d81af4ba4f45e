using System.Runtime.CompilerServices;
using System.Text;
using StepFlow.StepFunctions.ItemReading;

namespace StepFlow.Tests.StepFunctions.ItemReading;

/// <summary>Objects of one bucket named <c>b</c>.</summary>
internal sealed class MemoryObjectStore : IObjectStore
{
    public SortedDictionary<string, byte[]> Objects { get; } = new(StringComparer.Ordinal);

    public MemoryObjectStore With(string key, string text) => With(key, Encoding.UTF8.GetBytes(text));

    public MemoryObjectStore With(string key, byte[] content)
    {
        Objects[key] = content;
        return this;
    }

    public string Text(string key) => Encoding.UTF8.GetString(Objects[key]);

    public Task<StoredObject> OpenAsync(ObjectAddress address, CancellationToken cancellation)
    {
        Check(address.Bucket);
        return Objects.TryGetValue(address.Key, out var content)
            ? Task.FromResult(new StoredObject(new MemoryStream(content), content.Length, null, null, null))
            : throw new ObjectStoreException("NoSuchKey", "The specified key does not exist.", 404, "r");
    }

    public async Task PutAsync(ObjectAddress address, Stream content, string contentType, CancellationToken cancellation)
    {
        Check(address.Bucket);
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, cancellation);
        Objects[address.Key] = copy.ToArray();
    }

    public async IAsyncEnumerable<ObjectListing> ListAsync(string bucket, string? prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Check(bucket);
        foreach (var (key, content) in Objects.Where(o => o.Key.StartsWith(prefix ?? "", StringComparison.Ordinal)))
        {
            yield return new(key, content.Length, "\"e\"", DateTimeOffset.UnixEpoch.AddSeconds(1_668_699_881), "STANDARD");
        }

        await Task.CompletedTask;
    }

    private static void Check(string bucket)
    {
        if (bucket is not "b")
        {
            throw new ObjectStoreException("NoSuchBucket", "The specified bucket does not exist", 404, "r");
        }
    }
}
