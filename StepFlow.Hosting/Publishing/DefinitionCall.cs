using StepFlow.Language.Json;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.Hosting.Publishing;

/// <summary>One place of a definition that calls something: a Task, or what a Map reads its items from or writes its results to.</summary>
/// <param name="Place">The state's name, or which part of it calls: <c>ItemReader of Each</c>.</param>
/// <param name="Resource">What is called, as it is written: an ARN, or <c>${Worker}</c>.</param>
/// <param name="Arguments">What it is called with.</param>
/// <param name="IsReader">It reads the items of a Map.</param>
/// <param name="IsWriter">It writes the results of a Map.</param>
internal sealed record DefinitionCall(string Place, string Resource, JsonObject Arguments, bool IsReader = false, bool IsWriter = false)
{
    private const string ByPath = ".$";

    private readonly TaskResource.Integration? _integration = TaskResource.TryParse(Resource, out var parsed) ? parsed as TaskResource.Integration : null;

    public bool InvokesFunction => _integration is { Service: "lambda", Action: "invoke" };

    public bool StartsExecution => _integration is { IsAwsSdk: false, Service: "states", Action: "startExecution" } or { IsAwsSdk: true, Service: "sfn", Action: "startExecution" };

    public bool StartsSynchronously => _integration is { IsAwsSdk: true, Service: "sfn", Action: "startSyncExecution" };

    public bool WaitsForExecution => StartsExecution && _integration?.Pattern is IntegrationPattern.Sync or IntegrationPattern.Sync2;

    public bool HandsOutToken => _integration?.Pattern is IntegrationPattern.WaitForTaskToken;

    /// <summary>An activity is polled by whoever does its work; calling it takes no permission.</summary>
    public bool IsActivity => TaskResource.TryParse(Resource, out var resource) && resource is TaskResource.Activity;

    /// <summary>The call without the beginning that all integrations share: <c>sqs:sendMessage</c>.</summary>
    public string Name => _integration is { } integration ? $"{integration.ResourceType}:{integration.ResourceName}" : Resource;

    /// <summary>An argument's text, be it a value, a path or an expression; null where there is none.</summary>
    public string? Argument(string name) => ((Arguments[name] ?? Arguments[name + ByPath]) as JsonString)?.Value;

    /// <summary>An argument's value where the definition itself says it.</summary>
    public string? Literal(string name) => Arguments[name] is JsonString { Value: var text } && !text.StartsWith("{%", StringComparison.Ordinal) ? text : null;
}
