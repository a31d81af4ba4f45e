using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace StepFlow.Hosting.Integrations;

/// <summary>Signature Version 4 over the headers that are set when <see cref="Sign"/> is called.</summary>
public sealed class AwsRequestSigner(AwsCredentials credentials, TimeProvider time)
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    public void Sign(HttpRequestMessage request, string service, string region, ReadOnlySpan<byte> body)
    {
        var now = time.GetUtcNow();
        var stamp = now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{stamp[..8]}/{region}/{service}/aws4_request";
        var bodyHash = Convert.ToHexStringLower(SHA256.HashData(body));
        var headers = request.Headers;
        headers.Remove("Authorization");
        headers.TryAddWithoutValidation("X-Amz-Date", stamp);
        headers.TryAddWithoutValidation("X-Amz-Content-Sha256", bodyHash);
        if (credentials.SessionToken is not null)
        {
            headers.TryAddWithoutValidation("X-Amz-Security-Token", credentials.SessionToken);
        }

        var signed = SignedHeaders(request);
        var names = string.Join(';', signed.Keys);
        var canonical = new StringBuilder()
            .Append(request.Method.Method).Append('\n')
            .Append(Path(request.RequestUri!, service)).Append('\n')
            .Append(Query(request.RequestUri!)).Append('\n');
        foreach (var (name, value) in signed)
        {
            canonical.Append(name).Append(':').Append(value).Append('\n');
        }

        canonical.Append('\n').Append(names).Append('\n').Append(bodyHash);
        var toSign = $"{Algorithm}\n{stamp}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical.ToString())))}";
        var signature = Convert.ToHexStringLower(Mac(Key(stamp[..8], region, service), toSign));
        headers.TryAddWithoutValidation(
            "Authorization", $"{Algorithm} Credential={credentials.AccessKeyId}/{scope}, SignedHeaders={names}, Signature={signature}");
    }

    private static SortedDictionary<string, string> SignedHeaders(HttpRequestMessage request)
    {
        var signed = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = request.Headers.Host ?? request.RequestUri!.Authority,
        };
        foreach (var header in request.Headers.NonValidated)
        {
            if (header.Key.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase))
            {
                signed[Lower(header.Key)] = header.Value.ToString().Trim();
            }
        }

        if (request.Content?.Headers.ContentType is { } type)
        {
            signed["content-type"] = type.ToString();
        }

        return signed;
    }

    // S3 signs the path as sent; every other service encodes it a second time.
    private static string Path(Uri uri, string service) => service is "s3"
        ? uri.AbsolutePath
        : string.Join('/', uri.AbsolutePath.Split('/').Select(Uri.EscapeDataString));

    private static string Query(Uri uri)
    {
        var parts = uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Contains('=', StringComparison.Ordinal) ? p : p + "=");
        return string.Join('&', parts.Order(StringComparer.Ordinal));
    }

    private byte[] Key(string date, string region, string service) =>
        Mac(Mac(Mac(Mac(Encoding.UTF8.GetBytes("AWS4" + credentials.SecretAccessKey), date), region), service), "aws4_request");

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

#pragma warning disable CA1308 // Signature Version 4 wants header names in lower case.
    private static string Lower(string name) => name.ToLowerInvariant();
#pragma warning restore CA1308
}
