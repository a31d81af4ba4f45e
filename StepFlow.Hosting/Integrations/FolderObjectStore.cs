using System.Buffers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using StepFlow.StepFunctions.ItemReading;

namespace StepFlow.Hosting.Integrations;

/// <summary>Buckets as folders, objects as files below them: <c>&lt;root&gt;/&lt;bucket&gt;/&lt;key&gt;</c>. Files put there by hand are objects too.</summary>
public sealed class FolderObjectStore(string root) : IObjectStore
{
    private const long LargestHashed = 16 << 20;
    private const string PartialSuffix = ".part~";

    public Task<StoredObject> OpenAsync(ObjectAddress address, CancellationToken cancellation)
    {
        var file = new FileInfo(ObjectPath.FileOf(ExistingBucket(address.Bucket), address.Key));
        if (!file.Exists)
        {
            throw new ObjectStoreException("NoSuchKey", "The specified key does not exist.", 404);
        }

        var content = new FileStream(file.FullName, new FileStreamOptions
        {
            Access = FileAccess.Read,
            Mode = FileMode.Open,
            Share = FileShare.ReadWrite | FileShare.Delete,
            Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            BufferSize = 1 << 16,
        });
        return Task.FromResult(new StoredObject(content, file.Length, "binary/octet-stream", ETag(file), LastModified(file)));
    }

    public async Task PutAsync(ObjectAddress address, Stream content, string contentType, CancellationToken cancellation)
    {
        var file = ObjectPath.FileOf(ExistingBucket(address.Bucket), address.Key);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await using (var target = new FileStream(file + PartialSuffix, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true))
            {
                await content.CopyToAsync(target, cancellation);
            }

            File.Move(file + PartialSuffix, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ObjectStoreException("InternalError", $"The object '{address.Key}' cannot be kept as the file '{file}': {e.Message}", 500);
        }
    }

    public async IAsyncEnumerable<ObjectListing> ListAsync(string bucket, string? prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var folder = ExistingBucket(bucket);
        var keys = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(f => !f.EndsWith(PartialSuffix, StringComparison.Ordinal))
            .Select(f => ObjectPath.KeyOf(folder, f))
            .Where(k => prefix is null || k.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            cancellation.ThrowIfCancellationRequested();
            var file = new FileInfo(ObjectPath.FileOf(folder, key));
            if (file.Exists)
            {
                yield return new(key, file.Length, ETag(file), LastModified(file), "STANDARD");
            }
        }

        await Task.CompletedTask;
    }

    public bool HasBucket(string bucket) => IsBucketName(bucket) && Directory.Exists(Path.Combine(root, bucket));

    public void CreateBucket(string bucket)
    {
        if (!IsBucketName(bucket))
        {
            throw new ObjectStoreException("InvalidBucketName", "The specified bucket is not valid.", 400);
        }

        Directory.CreateDirectory(Path.Combine(root, bucket));
    }

    public IEnumerable<(string Name, DateTimeOffset CreatedAt)> Buckets() => Directory.Exists(root)
        ? new DirectoryInfo(root).EnumerateDirectories().OrderBy(d => d.Name, StringComparer.Ordinal).Select(d => (d.Name, new DateTimeOffset(d.CreationTimeUtc)))
        : [];

    public void Delete(ObjectAddress address) => File.Delete(ObjectPath.FileOf(ExistingBucket(address.Bucket), address.Key));

    private string ExistingBucket(string bucket) => HasBucket(bucket)
        ? Path.Combine(root, bucket)
        : throw new ObjectStoreException("NoSuchBucket", "The specified bucket does not exist", 404);

    private static bool IsBucketName(string name) =>
        name.Length is >= 3 and <= 63 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_') && !name.Contains("..", StringComparison.Ordinal);

    private static DateTimeOffset LastModified(FileInfo file) => new(file.LastWriteTimeUtc);

    // A large file's ETag looks like that of a multipart upload: reading it all for a listing would take too long.
    private static string ETag(FileInfo file)
    {
        if (file.Length > LargestHashed)
        {
            var identity = Encoding.UTF8.GetBytes($"{file.Length}/{file.LastWriteTimeUtc.Ticks}");
            return $"\"{Convert.ToHexStringLower(SHA256.HashData(identity).AsSpan(0, 16))}-1\"";
        }

        return S3Answer.ETag(File.ReadAllBytes(file.FullName));
    }
}

/// <summary>Keys as paths below a bucket's folder. Whatever a file name cannot hold, or would climb out with, is written as <c>%XX</c>.</summary>
internal static class ObjectPath
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("<>:\"|?*\\%");

    public static string FileOf(string folder, string key) => Path.Combine([folder, .. key.Split('/').Select(Escape)]);

    public static string KeyOf(string folder, string file) =>
        string.Join('/', Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Select(Unescape));

    private static string Escape(string segment)
    {
        switch (segment)
        {
            case "":
                return "%";
            case ".":
                return "%2E";
            case "..":
                return "%2E%2E";
        }

        if (segment.AsSpan().IndexOfAny(Forbidden) < 0 && !segment.Any(char.IsControl))
        {
            return segment;
        }

        var text = new StringBuilder();
        foreach (var c in segment)
        {
            if (Forbidden.Contains(c) || char.IsControl(c))
            {
                text.Append('%').Append(((int)c).ToString("X2"));
            }
            else
            {
                text.Append(c);
            }
        }

        return text.ToString();
    }

    private static string Unescape(string segment) => segment is "%" ? "" : Uri.UnescapeDataString(segment);
}
