using System.Net;
using StepFlow.Aws.Protocol;
using Xunit;

namespace StepFlow.Tests.Aws.Protocol;

public sealed class AwsJsonEndpointTests : IAsyncLifetime
{
    private AwsJsonServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await AwsJsonServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task An_answer_has_type_length_and_request_id()
    {
        using var response = await _server.SendAsync("""{"text":"it's <é> 😀"}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(AwsJson.ContentType, response.Content.Headers.ContentType!.ToString());
        Assert.True(Guid.TryParse(response.Headers.GetValues("x-amzn-RequestId").Single(), out _));
        var text = await TextAsync(response);
        Assert.Equal(response.Content.Headers.ContentLength, System.Text.Encoding.UTF8.GetByteCount(text));
        Assert.StartsWith("""{"text":"it's <é> """, text, StringComparison.Ordinal);
        Assert.EndsWith("""
            ,"region":"us-east-1","account":"123456789012","at":1700000000.007}
            """, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Region_and_account_come_from_the_credentials()
    {
        using var response = await _server.SendAsync("""{"text":"a"}""", request => request.Headers.TryAddWithoutValidation(
            "Authorization", "AWS4-HMAC-SHA256 Credential=000000000000/20150830/eu-west-1/states/aws4_request, SignedHeaders=host, Signature=00"));

        Assert.Contains("""
            "region":"eu-west-1","account":"000000000000"
            """, await TextAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_trace_of_the_caller_is_handed_on()
    {
        using var response = await _server.SendAsync("""{"text":"a"}""", request =>
            request.Headers.TryAddWithoutValidation("X-Amzn-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1"));

        Assert.Contains("Root=1-5759e988-bd862e3fe1be46a994272793;", await TextAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compressed_body_is_unpacked()
    {
        using var response = await _server.SendAsync("", request => request.Content = AwsJsonServer.Gzip("""{"text":"packed"}"""));

        Assert.StartsWith("""{"text":"packed""", await TextAsync(response), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x-amz-target")]
    [InlineData("X-AMZ-TARGET")]
    public async Task The_name_of_the_target_header_may_have_any_case(string header)
    {
        using var response = await _server.SendAsync("""{"text":"a"}""", request =>
        {
            request.Headers.Remove("X-Amz-Target");
            request.Headers.Add(header, "Test.Say");
        });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("Test.Shout")]
    [InlineData("Other.Say")]
    [InlineData("Say")]
    [InlineData(null)]
    public async Task An_unknown_target_is_an_unknown_operation(string? target)
    {
        using var response = await _server.SendAsync("{}", request =>
        {
            request.Headers.Remove("X-Amz-Target");
            if (target is not null)
            {
                request.Headers.Add("X-Amz-Target", target);
            }
        });

        await AssertErrorAsync(response, HttpStatusCode.BadRequest, """{"__type":"com.amazon.coral.service#UnknownOperationException"}""");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("{} {}")]
    public async Task A_body_that_is_no_object_cannot_be_read(string body)
    {
        using var response = await _server.SendAsync(body);

        await AssertErrorAsync(response, HttpStatusCode.BadRequest, """{"__type":"com.amazon.coral.service#SerializationException"}""");
    }

    [Theory]
    [InlineData("""{"text":5}""", "NUMBER_VALUE can not be converted to a String")]
    [InlineData("""{"text":"a","times":"5"}""", "STRING_VALUE can not be converted to an Integer")]
    [InlineData("""{"text":"a","loud":"yes"}""", "STRING_VALUE can not be converted to a Boolean")]
    [InlineData("""{"text":"a","tags":["a",true]}""", "TRUE_VALUE can not be converted to a String")]
    public async Task A_member_of_the_wrong_type_is_named_by_its_token(string body, string message)
    {
        using var response = await _server.SendAsync(body);

        await AssertErrorAsync(response, HttpStatusCode.BadRequest, $$"""{"__type":"com.amazon.coral.service#SerializationException","message":"{{message}}"}""");
    }

    [Fact]
    public async Task A_breach_of_the_model_has_the_namespace_of_the_framework()
    {
        using var response = await _server.SendAsync("{}");

        await AssertErrorAsync(
            response,
            HttpStatusCode.BadRequest,
            """{"__type":"com.amazon.coral.validate#ValidationException","message":"1 validation error detected: Value null at 'text' failed to satisfy constraint: Member must not be null"}""");
    }

    [Fact]
    public async Task A_refusal_has_the_namespace_of_the_service()
    {
        using var response = await _server.SendAsync("""{"text":"refuse"}""");

        await AssertErrorAsync(response, HttpStatusCode.BadRequest, """{"__type":"com.example#Refused","message":"I will not say 'refuse'."}""");
    }

    [Fact]
    public async Task A_defect_is_an_internal_failure_that_tells_nothing()
    {
        using var response = await _server.SendAsync("""{"text":"break"}""");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.DoesNotContain("defect", await TextAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_members_are_passed_over_and_null_is_absent()
    {
        using var response = await _server.SendAsync("""{"text":"a","times":null,"new":{"thing":[1]}}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Large_bodies_in_many_segments_are_read_whole()
    {
        using var response = await _server.SendAsync($$"""{"text":"a","ignored":"{{new string('x', 1_000_000)}}"}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task AssertErrorAsync(HttpResponseMessage response, HttpStatusCode status, string body)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(body, await TextAsync(response));
        Assert.True(response.Headers.Contains("x-amzn-RequestId"));
    }

    private static Task<string> TextAsync(HttpResponseMessage response) => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
