using System.Net.Http.Headers;
using Microsoft.Extensions.Time.Testing;
using StepFlow.Hosting.Integrations;
using Xunit;

namespace StepFlow.Tests.Hosting.Integrations;

/// <summary>Signatures as botocore computes them for the same requests.</summary>
public sealed class AwsRequestSignerTests
{
    private static readonly FakeTimeProvider Time = new(new(2025, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly AwsRequestSigner _signer = new(new("test", "secret"), Time);

    [Fact]
    public void A_post_with_a_body_and_an_escaped_path()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://127.0.0.1:9601/2015-03-31/functions/a%3Ab/invocations?Qualifier=live");
        request.Content = new ByteArrayContent("{\"a\":1}"u8.ToArray());
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        _signer.Sign(request, "lambda", "us-east-1", "{\"a\":1}"u8);

        Assert.EndsWith("Signature=66b61a0ccd04fa4ae36f50b7617d31e3ea5d2157116f9f517b589340901f401a", Authorization(request), StringComparison.Ordinal);
    }

    [Fact]
    public void S3_signs_the_path_as_sent()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1:9601/bucket/a%20b/c.json?list-type=2&prefix=x%2Fy");

        _signer.Sign(request, "s3", "eu-west-1", []);

        Assert.EndsWith("Signature=e39a01fbc1ad0b10bd22b9b8437ec916130bb47fcf1e8a37e60923107157481c", Authorization(request), StringComparison.Ordinal);
    }

    private static string Authorization(HttpRequestMessage request) => request.Headers.NonValidated["Authorization"].ToString();
}
