using System.Buffers;
using System.Security.Cryptography;
using StepFlow.Hosting.Integrations.Wire;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Tasks;
using StepFlow.StepFunctions.Tasks.Models;

namespace StepFlow.Hosting.Integrations;

/// <summary>
/// What S3 always says and smaller S3 servers leave out (ETag of the content, encryption, ranges, the second request id), so that a
/// workflow sees the same members here as on AWS.
/// </summary>
internal static class S3Answer
{
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");

    public static JsonObject Complete(OperationModel operation, JsonObject parameters, ServiceAnswer answer, JsonObject result) => operation.Name switch
    {
        "GetObject" => Got(result, answer.Body, answer.Header("Date")),
        "PutObject" => Put(result, parameters["Body"] is { } body and not JsonNull ? WireText.Bytes(body) : []),
        _ => result,
    };

    /// <summary>
    /// The refusal of a bucket that cannot exist. No bucket has a capital letter in its name; S3 looks for it all the same (recorded),
    /// while smaller servers may make it up.
    /// </summary>
    public static ServiceError? Refusal(JsonObject parameters, Func<Guid> newId) =>
        parameters["Bucket"] is JsonString { Value: var bucket } && bucket.Any(char.IsAsciiLetterUpper)
            ? new(404, "NoSuchBucket", "The specified bucket does not exist", newId().ToString(), ExtendedId(newId))
            : null;

    public static ServiceError Complete(ServiceError error, Func<Guid> newId) =>
        error.ExtendedRequestId is null ? error with { ExtendedRequestId = ExtendedId(newId) } : error;

    public static JsonObject Got(JsonObject result, byte[] body, string? date)
    {
        result = Encrypted(WithETag(result, body));
        result = result.Has("ContentLength") ? result : result.With("ContentLength", body.Length);
        result = result.Has("AcceptRanges") ? result : result.With("AcceptRanges", "bytes");
        return result.Has("LastModified") || date is null ? result : result.With("LastModified", WireText.Show(WireText.Moment(date)));
    }

    public static JsonObject Put(JsonObject result, byte[] body)
    {
        result = Encrypted(WithETag(result, body));
        result = result.Has("ChecksumCRC32") ? result : result.With("ChecksumCRC32", Crc32.Base64(body));
        return result.Has("ChecksumType") ? result : result.With("ChecksumType", "FULL_OBJECT");
    }

#pragma warning disable CA5351 // An ETag is the MD5 of the content; nothing is protected by it.
    public static string ETag(ReadOnlySpan<byte> content) => $"\"{Convert.ToHexStringLower(MD5.HashData(content))}\"";
#pragma warning restore CA5351

    public static string ExtendedId(Func<Guid> newId) => Convert.ToBase64String([.. newId().ToByteArray(), .. newId().ToByteArray(), .. newId().ToByteArray()]);

    private static JsonObject Encrypted(JsonObject result) =>
        result.Has("ServerSideEncryption") ? result : result.With("ServerSideEncryption", "AES256");

    private static JsonObject WithETag(JsonObject result, byte[] body) =>
        result["ETag"] is JsonString { Value: var tag } && IsETag(tag.Trim('"')) ? result : result.With("ETag", ETag(body));

    // 32 hexadecimal digits, with the number of parts behind a dash after a multipart upload.
    private static bool IsETag(string text) => text.Length >= 32 && text.AsSpan(0, 32).IndexOfAnyExcept(Hexadecimal) < 0
        && (text.Length is 32 || text[32] is '-');
}
