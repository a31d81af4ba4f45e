using System.Net;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3;
using Amazon.S3.Internal;
using Amazon.S3.Model;
using StepFlow.StepFunctions.ItemReading;

namespace StepFlow.Hosting.Integrations;

/// <summary>Objects at any S3 endpoint (<c>--s3-endpoint</c>), addressed in path style.</summary>
public sealed class AwsS3ObjectStore : IObjectStore, IDisposable
{
    private readonly Lazy<AmazonS3Client> _s3;

    /// <summary>The client is made at the first use: its start takes longer than that of all the rest.</summary>
    public AwsS3ObjectStore(Uri endpoint, string region, AwsCredentials credentials) => _s3 = new(() => NewClient(endpoint, region, credentials));

    public async Task<StoredObject> OpenAsync(ObjectAddress address, CancellationToken cancellation)
    {
        var request = new GetObjectRequest
        {
            BucketName = address.Bucket,
            Key = address.Key,
            VersionId = address.VersionId,
            ExpectedBucketOwner = address.ExpectedBucketOwner,
        };
        var response = await CallAsync(() => _s3.Value.GetObjectAsync(request, cancellation));
        return new(response.ResponseStream, response.ContentLength, response.Headers.ContentType, response.ETag, Utc(response.LastModified));
    }

    public Task PutAsync(ObjectAddress address, Stream content, string contentType, CancellationToken cancellation)
    {
        var request = new PutObjectRequest
        {
            BucketName = address.Bucket,
            Key = address.Key,
            InputStream = content,
            ContentType = contentType,
            AutoCloseStream = false,
            UseChunkEncoding = false,
        };
        return CallAsync(() => _s3.Value.PutObjectAsync(request, cancellation));
    }

    public async IAsyncEnumerable<ObjectListing> ListAsync(string bucket, string? prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix };
        while (true)
        {
            var page = await CallAsync(() => _s3.Value.ListObjectsV2Async(request, cancellation));
            foreach (var item in page.S3Objects ?? [])
            {
                yield return new(
                    item.Key, item.Size ?? 0, item.ETag ?? "", Utc(item.LastModified) ?? DateTimeOffset.UnixEpoch, item.StorageClass?.Value ?? "STANDARD");
            }

            if (page.IsTruncated is not true || page.NextContinuationToken is null)
            {
                yield break;
            }

            request.ContinuationToken = page.NextContinuationToken;
        }
    }

    public void Dispose()
    {
        if (_s3.IsValueCreated)
        {
            _s3.Value.Dispose();
        }
    }

    private static Client NewClient(Uri endpoint, string region, AwsCredentials credentials)
    {
        var config = new AmazonS3Config
        {
            ServiceURL = endpoint.ToString(),
            AuthenticationRegion = region,
            ForcePathStyle = true,
            UseHttp = endpoint.Scheme == Uri.UriSchemeHttp,

            // Small S3 servers know neither trailing checksums nor chunked signatures.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        return credentials.SessionToken is null
            ? new(new BasicAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey), config)
            : new(new SessionAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken), config);
    }

    private static DateTimeOffset? Utc(DateTime? moment) => moment is { } at ? new DateTimeOffset(at.ToUniversalTime()) : null;

    private static async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (AmazonServiceException e)
        {
            var status = e.StatusCode == default ? (int)HttpStatusCode.InternalServerError : (int)e.StatusCode;
            throw new ObjectStoreException(e.ErrorCode is { Length: > 0 } code ? code : "InternalError", e.Message, status, e.RequestId);
        }
        catch (Exception e) when (e is HttpRequestException or AmazonClientException or IOException)
        {
            throw new ObjectStoreException("SdkClientException", $"Unable to execute HTTP request: {e.Message}", 0);
        }
    }

    /// <summary>Without the check that takes every ETag for the MD5 of the content: smaller S3 servers have ETags of their own.</summary>
    private sealed class Client(AWSCredentials credentials, AmazonS3Config config) : AmazonS3Client(credentials, config)
    {
        protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
        {
            base.CustomizeRuntimePipeline(pipeline);
            pipeline.RemoveHandler<AmazonS3ResponseHandler>();
        }
    }
}
