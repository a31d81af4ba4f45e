using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using StepFlow.Aws.Protocol;
using StepFlow.Hosting.Standalone;
using Xunit;

namespace StepFlow.Tests.StepFunctions.Operations;

/// <summary>The service in this process on a free port, in memory, with a client that speaks the bare protocol.</summary>
public sealed class StepFunctionsServer : IAsyncLifetime
{
    public const string Role = "arn:aws:iam::123456789012:role/r";
    public const string Pass = """{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}""";
    public const string OtherPass = """{"Comment":"other","StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}""";
    public const string Wait = """{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":600,"End":true}}}""";
    private readonly HttpClient _client = new();
    private StandaloneService _service = null!;
    private int _names;

    public Uri Address => _service.Address;

    public ValueTask InitializeAsync() => StartAsync(new());

    /// <summary>Starts with options of the test's own; the port is free all the same.</summary>
    public async ValueTask StartAsync(StandaloneOptions options)
    {
        options.Port = 0;
        _service = await StandaloneService.StartAsync(options, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    /// <summary>A name nobody has.</summary>
    public string NewName(string start = "m") => $"{start}-{Interlocked.Increment(ref _names)}";

    public static string TaskOf(string resource) =>
        """{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"RESOURCE","End":true}}}""".Replace("RESOURCE", resource, StringComparison.Ordinal);

    public static string Arn(string type, string name) => $"arn:aws:states:us-east-1:123456789012:{type}:{name}";

    /// <summary>Calls an operation that is to succeed.</summary>
    public async Task<JsonElement> CallAsync(string operation, object request, string? accessKey = null, string region = "us-east-1")
    {
        var (ok, body) = await SendAsync(operation, request, accessKey, region);
        Assert.True(ok, $"{operation}: {body}");
        return body;
    }

    /// <summary>Calls an operation that is to be refused; answers <c>Code: message</c>.</summary>
    public async Task<string> RefusalAsync(string operation, object request)
    {
        var (ok, body) = await SendAsync(operation, request, null, "us-east-1");
        Assert.False(ok, $"{operation}: {body}");
        return $"{body.GetProperty("__type").GetString()!.Split('#')[1]}: {body.GetProperty("message").GetString()}";
    }

    public async Task<string> CreateAsync(string definition = Pass, string type = "STANDARD", bool publish = false, string? name = null)
    {
        var created = await CallAsync("CreateStateMachine", new { name = name ?? NewName(), definition, roleArn = Role, type, publish });
        return created.GetProperty("stateMachineArn").GetString()!;
    }

    /// <summary>Starts an execution and waits until it has ended.</summary>
    public async Task<JsonElement> RunAsync(string stateMachineArn, string input = "{}")
    {
        var started = await CallAsync("StartExecution", new { stateMachineArn, input });
        return await EndAsync(started.GetProperty("executionArn").GetString()!);
    }

    public async Task<JsonElement> EndAsync(string executionArn)
    {
        while (true)
        {
            var execution = await CallAsync("DescribeExecution", new { executionArn });
            if (execution.GetProperty("status").GetString() is not "RUNNING")
            {
                return execution;
            }

            await Task.Yield();
        }
    }

    private async Task<(bool Ok, JsonElement Body)> SendAsync(string operation, object request, string? accessKey, string region)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, Address)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(request))),
        };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue(AwsJson.ContentType);
        message.Headers.Add("X-Amz-Target", $"AWSStepFunctions.{operation}");
        if (accessKey is not null)
        {
            message.Headers.TryAddWithoutValidation(
                "Authorization", $"AWS4-HMAC-SHA256 Credential={accessKey}/20250101/{region}/states/aws4_request, SignedHeaders=host, Signature=0");
        }

        using var response = await _client.SendAsync(message, TestContext.Current.CancellationToken);
        var body = JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        return (response.IsSuccessStatusCode, body);
    }
}

internal static class Answers
{
    public static string Text(this JsonElement answer, string member) => answer.GetProperty(member).GetString()!;

    public static IEnumerable<string> Texts(this JsonElement answer, string list, string member) =>
        answer.GetProperty(list).EnumerateArray().Select(item => item.Text(member));

    public static IEnumerable<string> Names(this JsonElement answer) => answer.EnumerateObject().Select(m => m.Name);
}
