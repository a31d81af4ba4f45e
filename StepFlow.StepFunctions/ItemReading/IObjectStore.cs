namespace StepFlow.StepFunctions.ItemReading;

/// <summary>Objects in buckets: a folder on disk or any S3 endpoint. Errors are <see cref="ObjectStoreException"/>.</summary>
public interface IObjectStore
{
    /// <summary>Opens an object for reading from its start; the caller disposes.</summary>
    Task<StoredObject> OpenAsync(ObjectAddress address, CancellationToken cancellation);

    Task PutAsync(ObjectAddress address, Stream content, string contentType, CancellationToken cancellation);

    /// <summary>Every object with the prefix, in key order (ListObjectsV2, all pages).</summary>
    IAsyncEnumerable<ObjectListing> ListAsync(string bucket, string? prefix, CancellationToken cancellation);
}

/// <param name="Bucket">Bucket name.</param>
/// <param name="Key">Key of the object.</param>
/// <param name="VersionId">A version, or null for the newest.</param>
/// <param name="ExpectedBucketOwner">Account that must own the bucket, or null.</param>
public sealed record ObjectAddress(string Bucket, string Key, string? VersionId = null, string? ExpectedBucketOwner = null);

/// <summary>An opened object.</summary>
public sealed record StoredObject(Stream Content, long? Length, string? ContentType, string? ETag, DateTimeOffset? LastModified) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}

/// <summary>One line of a listing, as ListObjectsV2 gives it.</summary>
public sealed record ObjectListing(string Key, long Size, string ETag, DateTimeOffset LastModified, string StorageClass);

/// <summary>A refusal in S3's terms: <c>NoSuchBucket</c>, <c>NoSuchKey</c>, <c>AccessDenied</c>.</summary>
public sealed class ObjectStoreException(string code, string message, int status, string? requestId = null) : Exception(message)
{
    public string Code { get; } = code;

    public int Status { get; } = status;

    public string? RequestId { get; } = requestId;
}
