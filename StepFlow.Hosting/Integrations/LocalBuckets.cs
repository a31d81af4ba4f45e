using StepFlow.Hosting.Integrations.Wire;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.ItemReading;
using StepFlow.StepFunctions.Tasks;
using StepFlow.StepFunctions.Tasks.Models;

namespace StepFlow.Hosting.Integrations;

/// <summary><c>aws-sdk:s3</c> on the folder of buckets, where no S3 endpoint is configured.</summary>
public sealed class LocalBuckets(FolderObjectStore store, Func<Guid> newId)
{
    private const string Unsupported = "The folder of buckets cannot do this; start with --s3-endpoint URL.";

    public async Task<TaskOutcome> CallAsync(OperationModel operation, JsonObject parameters, CancellationToken cancellation)
    {
        try
        {
            return operation.Name switch
            {
                "GetObject" => await GetAsync(parameters, withBody: true, cancellation),
                "HeadObject" => await GetAsync(parameters, withBody: false, cancellation),
                "PutObject" => await PutAsync(parameters, cancellation),
                "CopyObject" => await CopyAsync(parameters, cancellation),
                "DeleteObject" => Delete(parameters),
                "ListObjects" or "ListObjectsV2" => await ListAsync(parameters, operation.Name is "ListObjectsV2", cancellation),
                "ListBuckets" => ListBuckets(),
                "CreateBucket" => CreateBucket(parameters),
                "HeadBucket" => HeadBucket(parameters),
                _ => TaskOutcome.Fail(StatesError.Runtime, $"aws-sdk:s3 {operation.Name}: {Unsupported}"),
            };
        }
        catch (ObjectStoreException e)
        {
            var error = S3Answer.Complete(new ServiceError(e.Status, e.Code, e.Message, e.RequestId ?? newId().ToString()), newId);
            return new TaskOutcome.Failed(error.AwsSdk("S3", ServiceModels.BuiltIn.TryGet("s3", out var s3) ? s3.ExceptionFor(e.Code) : null));
        }
    }

    private async Task<TaskOutcome> GetAsync(JsonObject parameters, bool withBody, CancellationToken cancellation)
    {
        await using var found = await store.OpenAsync(Address(parameters), cancellation);
        var answer = JsonObject.Of(
            ("AcceptRanges", "bytes"),
            ("ContentLength", found.Length ?? 0),
            ("ContentType", found.ContentType ?? "binary/octet-stream"),
            ("ETag", found.ETag ?? ""),
            ("LastModified", WireText.Show(found.LastModified ?? DateTimeOffset.UnixEpoch)),
            ("Metadata", JsonObject.Empty),
            ("ServerSideEncryption", "AES256"));
        if (!withBody)
        {
            return TaskOutcome.Of(answer);
        }

        // Beyond the limit the outcome is the same whatever the bytes are.
        if (found.Length > 4 * TaskResult.MaxBytes)
        {
            return TaskResult.TooLarge("aws-sdk:s3");
        }

        using var content = new MemoryStream();
        await found.Content.CopyToAsync(content, cancellation);
        return TaskOutcome.Of(answer.With("Body", WireText.Show(content.ToArray())));
    }

    private async Task<TaskOutcome> PutAsync(JsonObject parameters, CancellationToken cancellation)
    {
        var body = parameters["Body"] is { } given and not JsonNull ? WireText.Bytes(given) : [];
        using var content = new MemoryStream(body);
        await store.PutAsync(Address(parameters), content, "binary/octet-stream", cancellation);
        return TaskOutcome.Of(S3Answer.Put(JsonObject.Empty, body));
    }

    private async Task<TaskOutcome> CopyAsync(JsonObject parameters, CancellationToken cancellation)
    {
        var source = Uri.UnescapeDataString(Text(parameters, "CopySource")).TrimStart('/').Split('?')[0];
        var slash = source.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0)
        {
            throw new ObjectStoreException("InvalidArgument", "Copy Source must mention the source bucket and key: sourcebucket/sourcekey", 400);
        }

        await using var found = await store.OpenAsync(new(source[..slash], source[(slash + 1)..]), cancellation);
        await store.PutAsync(Address(parameters), found.Content, "binary/octet-stream", cancellation);
        var copied = JsonObject.Of(("ETag", found.ETag ?? ""), ("LastModified", WireText.Show(found.LastModified ?? DateTimeOffset.UnixEpoch)));
        return TaskOutcome.Of(JsonObject.Of(("CopyObjectResult", copied), ("ServerSideEncryption", "AES256")));
    }

    private TaskOutcome Delete(JsonObject parameters)
    {
        store.Delete(Address(parameters));
        return TaskOutcome.Of(JsonObject.Empty);
    }

    private async Task<TaskOutcome> ListAsync(JsonObject parameters, bool isSecondVersion, CancellationToken cancellation)
    {
        if (parameters.Has("Delimiter") || parameters.Has("ContinuationToken"))
        {
            return TaskOutcome.Fail(StatesError.Runtime, $"aws-sdk:s3 listing with Delimiter or ContinuationToken: {Unsupported}");
        }

        var prefix = JsonText(parameters["Prefix"]);
        var after = JsonText(parameters[isSecondVersion ? "StartAfter" : "Marker"]);
        var most = parameters["MaxKeys"] is JsonNumber number ? (int)number.Value : 1000;
        List<JsonValue> contents = [];
        var isTruncated = false;
        await foreach (var item in store.ListAsync(Text(parameters, "Bucket"), prefix, cancellation))
        {
            if (after is not null && string.CompareOrdinal(item.Key, after) <= 0)
            {
                continue;
            }

            if (contents.Count == most)
            {
                isTruncated = true;
                break;
            }

            contents.Add(JsonObject.Of(
                ("ETag", item.ETag), ("Key", item.Key), ("LastModified", WireText.Show(item.LastModified)), ("Size", item.Size), ("StorageClass", item.StorageClass)));
        }

        var answer = new JsonObjectBuilder();
        if (contents.Count > 0)
        {
            answer.Set("Contents", JsonArray.Of(contents));
        }

        answer.Set("IsTruncated", isTruncated);
        if (isSecondVersion)
        {
            answer.Set("KeyCount", contents.Count);
        }

        return TaskOutcome.Of(answer.Set("MaxKeys", most).Set("Name", Text(parameters, "Bucket")).Set("Prefix", prefix ?? "").Build());
    }

    private TaskOutcome ListBuckets() => TaskOutcome.Of(JsonObject.Of(("Buckets", JsonArray.Of(
        store.Buckets().Select(b => (JsonValue)JsonObject.Of(("CreationDate", WireText.Show(b.CreatedAt)), ("Name", b.Name)))))));

    private TaskOutcome CreateBucket(JsonObject parameters)
    {
        var bucket = Text(parameters, "Bucket");
        store.CreateBucket(bucket);
        return TaskOutcome.Of(JsonObject.Of(("Location", $"/{bucket}")));
    }

    private TaskOutcome HeadBucket(JsonObject parameters) => store.HasBucket(Text(parameters, "Bucket"))
        ? TaskOutcome.Of(JsonObject.Empty)
        : throw new ObjectStoreException("NoSuchBucket", "null", 404);

    private static ObjectAddress Address(JsonObject parameters) => new(Text(parameters, "Bucket"), Text(parameters, "Key"));

    private static string Text(JsonObject parameters, string name) => JsonText(parameters[name]) ?? "";

    private static string? JsonText(JsonValue? value) => value is null or JsonNull ? null : WireText.Of(value);
}
