using System.IO.Compression;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using StepFlow.Traces.Otlp;

namespace StepFlow.Traces.Receiving;

/// <summary>OTLP over HTTP with protobuf bodies, plain or compressed with gzip.</summary>
internal static class OtlpHttp
{
    private const string ProtobufType = "application/x-protobuf";

    // The codes of google.rpc.Code.
    private const int InvalidArgument = 3;
    private const int ResourceExhausted = 8;

    public static async Task AnswerAsync<TRequest>(HttpContext http, MessageParser<TRequest> parser, Func<TRequest, IMessage> take)
        where TRequest : IMessage<TRequest>
    {
        var request = http.Request;
        if (request.ContentType?.Split(';')[0].Trim() is not ProtobufType)
        {
            await RefuseAsync(http, StatusCodes.Status415UnsupportedMediaType, InvalidArgument, $"The body is '{request.ContentType}'; send {ProtobufType} (OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf).");
            return;
        }

        var encoding = request.Headers.ContentEncoding.ToString();
        if (encoding is not ("" or "identity" or "gzip"))
        {
            await RefuseAsync(http, StatusCodes.Status415UnsupportedMediaType, InvalidArgument, $"The body is compressed with '{encoding}'; send gzip or nothing.");
            return;
        }

        try
        {
            var body = await ReadAsync(request.Body, encoding is "gzip", http.RequestAborted);
            await WriteAsync(http, StatusCodes.Status200OK, take(parser.ParseFrom(body)));
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidDataException)
        {
            await RefuseAsync(http, StatusCodes.Status400BadRequest, InvalidArgument, $"The body cannot be read: {e.Message}");
        }
        catch (BadHttpRequestException e)
        {
            await RefuseAsync(http, e.StatusCode, e.StatusCode is StatusCodes.Status413PayloadTooLarge ? ResourceExhausted : InvalidArgument, e.Message);
        }
    }

    private static async Task<byte[]> ReadAsync(Stream body, bool isGzip, CancellationToken cancellation)
    {
        using var all = new MemoryStream();
        await using var plain = isGzip ? new GZipStream(body, CompressionMode.Decompress) : body;
        var buffer = new byte[81_920];
        while (await plain.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            // Compressed bodies grow: the server's own limit is on what was sent.
            if (all.Length + read > OtlpReceiver.LargestRequest)
            {
                throw new BadHttpRequestException($"A request may hold {OtlpReceiver.LargestRequest} bytes.", StatusCodes.Status413PayloadTooLarge);
            }

            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }

    private static Task RefuseAsync(HttpContext http, int status, int code, string message) => WriteAsync(http, status, new Status { Code = code, Message = message });

    private static async Task WriteAsync(HttpContext http, int status, IMessage answer)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = ProtobufType;
        var bytes = answer.ToByteArray();
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }
}
