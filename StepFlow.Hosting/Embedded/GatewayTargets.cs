using System.Text;
using System.Text.Json;
using StepFlow.Gateway;
using StepFlow.Language.Json;

namespace StepFlow.Hosting.Embedded;

/// <summary>
/// What answers the routes of a gateway: functions, and Step Functions itself where an API starts executions without one. To the
/// gateway both are functions; the latter have names that no function can have.
/// </summary>
internal sealed class GatewayTargets(IFunctionInvoker functions, Uri stepFunctions, Arns arns) : IFunctionInvoker, IAsyncDisposable
{
    private const string Prefix = "states:action/";

    private readonly StepFunctionsClient _stepFunctions = new(stepFunctions);

    public static string NameOf(StateMachineRoute route) => $"{Prefix}{route.Action}/{route.StateMachine.Name}";

    public Task<FunctionReply> InvokeAsync(string function, ReadOnlyMemory<byte> payload, string traceHeader, CancellationToken cancellation) =>
        function.StartsWith(Prefix, StringComparison.Ordinal) && function[Prefix.Length..].Split('/', 2) is [var action, var machine]
            ? StartAsync(action, machine, payload, traceHeader, cancellation)
            : functions.InvokeAsync(function, payload, traceHeader, cancellation);

    public ValueTask DisposeAsync()
    {
        _stepFunctions.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<FunctionReply> StartAsync(string action, string machine, ReadOnlyMemory<byte> payload, string traceHeader, CancellationToken cancellation)
    {
        var request = JsonObject.Of(("stateMachineArn", arns.OfStateMachine(machine)), ("input", BodyOf(payload)));
        var answer = await _stepFunctions.CallAsync(action, request, cancellation, traceHeader);
        var reply = JsonObject.Of(
            ("statusCode", answer.Error is null ? 200 : 400),
            ("headers", JsonObject.Of(("Content-Type", "application/json"))),
            ("body", answer.Body.ToString()));
        return new(JsonWriter.ToUtf8(reply), Error: null);
    }

    // A request without a body starts an execution with an empty object, as API Gateway's templates have it.
    private static string BodyOf(ReadOnlyMemory<byte> payload)
    {
        using var json = JsonDocument.Parse(payload);
        var body = json.RootElement.TryGetProperty("body", out var text) ? text.GetString() : null;
        var isBase64 = json.RootElement.TryGetProperty("isBase64Encoded", out var flag) && flag.ValueKind is JsonValueKind.True;
        return string.IsNullOrWhiteSpace(body) ? "{}" : isBase64 ? Encoding.UTF8.GetString(Convert.FromBase64String(body)) : body;
    }
}
