using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace StepFlow.Aws.Protocol;

/// <summary>Reads the body of a request whole, unpacking gzip as SDKs send it when request compression is on.</summary>
internal static class RequestBody
{
    /// <summary>The bytes stay valid until <see cref="Release"/>.</summary>
    public static async ValueTask<ReadOnlySequence<byte>> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var body = await ReadAllAsync(request.BodyReader, cancellation);
        return request.Headers.ContentEncoding.Count is 0 ? body : await DecodeAsync(request, body, cancellation);
    }

    public static void Release(HttpRequest request, ReadOnlySequence<byte> body)
    {
        if (request.Headers.ContentEncoding.Count is 0)
        {
            request.BodyReader.AdvanceTo(body.End);
        }
    }

    private static async ValueTask<ReadOnlySequence<byte>> ReadAllAsync(PipeReader reader, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            if (read.IsCompleted)
            {
                return read.Buffer;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static async ValueTask<ReadOnlySequence<byte>> DecodeAsync(HttpRequest request, ReadOnlySequence<byte> body, CancellationToken cancellation)
    {
        var packed = body.ToArray();
        request.BodyReader.AdvanceTo(body.End);
        var encoding = request.Headers.ContentEncoding.ToString();
        if (encoding is "" or "identity" or "aws-chunked")
        {
            return new(packed);
        }

        if (!string.Equals(encoding, "gzip", StringComparison.OrdinalIgnoreCase))
        {
            throw new AwsException("UnsupportedMediaTypeException", $"Content-Encoding '{encoding}' is not supported; send gzip or none.", 415);
        }

        try
        {
            using var unpacked = new MemoryStream();
            await using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
            await gzip.CopyToAsync(unpacked, cancellation);
            return new(unpacked.GetBuffer(), 0, (int)unpacked.Length);
        }
        catch (InvalidDataException)
        {
            throw SerializationFault.NotAnObject();
        }
    }
}
