using System.Text;
using System.Text.Json;
using StepFlow.Hosting;

namespace StepFlow.Tests.EndToEnd;

/// <summary>Operations of Step Functions, called on a running application with JSON as it goes over the wire.</summary>
internal static class HostCalls
{
    public static async Task<JsonElement> CallAsync(this StepFlowHost app, string operation, string request, CancellationToken cancellation)
    {
        using var client = new HttpClient();
        using var call = new HttpRequestMessage(HttpMethod.Post, app.StepFunctionsEndpoint)
        {
            Content = new StringContent(request, Encoding.UTF8, "application/x-amz-json-1.0"),
            Headers = { { "X-Amz-Target", $"AWSStepFunctions.{operation}" } },
        };
        using var answer = await client.SendAsync(call, cancellation);
        return JsonElement.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellation));
    }

    /// <summary>Starts an execution of a state machine of the application; answers its ARN.</summary>
    public static async Task<string> StartExecutionAsync(this StepFlowHost app, string machine, CancellationToken cancellation) =>
        (await app.CallAsync("StartExecution", $$"""{"stateMachineArn":"{{app.ArnOf(machine)}}"}""", cancellation)).GetProperty("executionArn").GetString()!;
}
