using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace StepFlow.Tests.EndToEnd;

/// <summary>client → API Gateway → Trigger → Step Functions → Worker, as the README's curl drives it.</summary>
public sealed class ChainTests(RunningAppHost host)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Trigger_starts_the_flow_and_its_status_url_tells_the_outcome()
    {
        var app = await host.GetAsync(Cancellation);

        var (status, started) = await app.Gateway.PostJsonAsync("trigger", """{"input_value": 10}""", Cancellation);

        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Matches("^arn:aws:states:us-east-1:123456789012:execution:flow:", started.GetProperty("executionArn").GetString()!);
        Assert.Equal(JsonValueKind.String, started.GetProperty("startDate").ValueKind);
        var statusUrl = started.GetProperty("statusUrl").GetString()!;
        Assert.StartsWith(app.AddressOf("gateway") + "/executions/", statusUrl, StringComparison.Ordinal);

        var execution = await Eventually.GetAsync(
            async () => (await app.Gateway.GetJsonAsync(statusUrl, Cancellation)).Body, e => e.GetProperty("status").GetString() is not "RUNNING", Cancellation);

        Assert.Equal("SUCCEEDED", execution.GetProperty("status").GetString());
        Assert.Equal(10, execution.GetProperty("input").GetProperty("input_value").GetInt32());
        AssertReport(execution.GetProperty("output"), 10);
    }

    [Fact]
    public async Task Sync_runs_the_same_flow_and_answers_its_output()
    {
        var app = await host.GetAsync(Cancellation);

        var (status, report) = await app.Gateway.PostJsonAsync("trigger/sync", """{"input_value": -3, "item_count": 5}""", Cancellation);

        Assert.Equal(HttpStatusCode.OK, status);
        AssertReport(report, -3);
        Assert.Equal("[2,3,4,5,6]", report.GetProperty("items").GetRawText());
    }

    [Fact]
    public async Task What_passes_is_tried_again()
    {
        var app = await host.GetAsync(Cancellation);

        var (status, report) = await app.Gateway.PostJsonAsync("trigger/sync", """{"input_value": 1, "fail": "TransientError", "fail_times": 1}""", Cancellation);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(2, report.GetProperty("attempts").GetInt32());
    }

    [Theory]
    [InlineData("""{"input_value": 1, "fail": "PermanentError", "fail_times": 9}""", "PermanentError", "failed as asked")]
    [InlineData("""{"input_value": 1000001}""", "InvalidInput", "not between")]
    public async Task A_flow_that_fails_is_a_502_with_error_and_cause(string input, string error, string cause)
    {
        var app = await host.GetAsync(Cancellation);

        var (status, body) = await app.Gateway.PostJsonAsync("trigger/sync", input, Cancellation);

        Assert.Equal(HttpStatusCode.BadGateway, status);
        Assert.Equal(error, body.GetProperty("error").GetString());
        Assert.Contains(cause, body.GetProperty("cause").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_at_once_are_all_answered_rightly()
    {
        var app = await host.GetAsync(Cancellation);

        var answers = await Task.WhenAll(Enumerable.Range(1, 100).Select(async n =>
            (Number: n, Answer: await app.Gateway.PostJsonAsync("trigger/sync", $$"""{"input_value": {{n}}}""", Cancellation))));

        Assert.All(answers, answer =>
        {
            Assert.Equal(HttpStatusCode.OK, answer.Answer.Status);
            AssertReport(answer.Answer.Body, answer.Number);
        });
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[1, 2]")]
    [InlineData("\"text\"")]
    [InlineData("{}")]
    [InlineData("""{"input_value": "10"}""")]
    [InlineData("""{"input_value": null}""")]
    [InlineData("")]
    public async Task An_input_without_a_number_is_a_400_that_says_so_and_starts_nothing(string body)
    {
        var app = await host.GetAsync(Cancellation);

        foreach (var path in (string[])["trigger", "trigger/sync"])
        {
            var (status, problem) = await app.Gateway.PostJsonAsync(path, body, Cancellation);

            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.NotEqual("", problem.GetProperty("message").GetString());
        }
    }

    [Theory]
    [InlineData("GET", "trigger")]
    [InlineData("POST", "nowhere")]
    [InlineData("POST", "/")]
    public async Task An_unknown_route_is_answered_as_aws_answers_it(string method, string path)
    {
        var app = await host.GetAsync(Cancellation);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var response = await app.Gateway.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("""{"message":"Missing Authentication Token"}""", await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("MissingAuthenticationTokenException", response.Headers.GetValues("x-amzn-ErrorType").Single());
    }

    [Fact]
    public async Task An_execution_that_does_not_exist_is_a_404()
    {
        var app = await host.GetAsync(Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, (await app.Gateway.GetJsonAsync("executions/nobody", Cancellation)).Status);
    }

    [Fact]
    public async Task The_console_is_served()
    {
        var app = await host.GetAsync(Cancellation);

        var page = await app.Gateway.GetStringAsync(app.AddressOf("console"), Cancellation);

        Assert.Contains("<title>StepFlow</title>", page, StringComparison.Ordinal);
    }

    private static void AssertReport(JsonElement report, int input)
    {
        Assert.Equal(input, report.GetProperty("input_value").GetInt32());
        Assert.Equal(2 * input, report.GetProperty("doubled").GetInt32());
        Assert.Equal(input * input, report.GetProperty("squared").GetInt32());
        Assert.Equal((2 * input) + (input * input), report.GetProperty("sum").GetInt32());
        Assert.Equal(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{input}")), report.GetProperty("fingerprint").GetProperty("base64").GetString());
        Assert.Equal(report.GetProperty("item_count").GetInt32(), report.GetProperty("items").GetArrayLength());
    }
}
