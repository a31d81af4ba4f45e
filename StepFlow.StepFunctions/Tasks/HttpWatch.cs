using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Tasks;

/// <summary>Whoever wants to see the request and response of an HTTP Task (TestState at level TRACE).</summary>
/// <param name="RevealSecrets">Whether to show what an EventBridge connection adds to the request.</param>
/// <param name="Seen">Takes both as AWS shows them: protocol, method, url, headers, body; protocol, statusCode, statusMessage, headers, body.</param>
public sealed record HttpWatch(bool RevealSecrets, Action<JsonObject, JsonObject> Seen);
