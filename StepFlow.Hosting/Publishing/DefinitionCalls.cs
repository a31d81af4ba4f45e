using StepFlow.Language.Json;

namespace StepFlow.Hosting.Publishing;

/// <summary>What a definition asks of other services, as far as its text says so: the permissions of its role follow from it.</summary>
internal sealed class DefinitionCalls
{
    private const string Callback = ".waitForTaskToken";
    private const string Optimized = "arn:aws:states:::";

    private readonly List<(string Resource, JsonObject State)> _tasks = [];

    private DefinitionCalls()
    {
    }

    /// <summary>Whether a Map runs its iterations as executions of their own, which the machine starts itself.</summary>
    public bool HasDistributedMap { get; private set; }

    /// <summary>Whether the machine waits for executions that it starts, by way of an EventBridge rule of Step Functions.</summary>
    public bool WaitsForExecutions => _tasks.Any(task => IsCall(task.Resource, "states:startExecution.sync"));

    public bool StartsSynchronously => _tasks.Any(task => IsCall(task.Resource, "aws-sdk:sfn:startSyncExecution"));

    /// <summary>Integrations for which the model has no resource, so that no permission can be derived.</summary>
    public IEnumerable<string> Others => _tasks
        .Where(task => task.Resource.StartsWith(Optimized, StringComparison.Ordinal)
            && !IsCall(task.Resource, "lambda:invoke")
            && !IsCall(task.Resource, "states:startExecution")
            && !IsCall(task.Resource, "aws-sdk:sfn:startSyncExecution"))
        .Select(task => task.Resource[Optimized.Length..])
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal);

    public static DefinitionCalls Of(string definition)
    {
        var calls = new DefinitionCalls();
        calls.Visit(JsonValue.Parse(definition));
        return calls;
    }

    /// <summary>Whether a task hands its token to what <c>${name}</c> stands for, which then has to answer it.</summary>
    public bool HandsTokenTo(string name) => _tasks.Any(task =>
        task.Resource.EndsWith(Callback, StringComparison.Ordinal)
        && (task.State["Parameters"] ?? task.State["Arguments"]) is JsonObject arguments
        && arguments["FunctionName"] is JsonString function
        && function.Value.StartsWith($"${{{name}}}", StringComparison.Ordinal));

    private static bool IsCall(string resource, string call) => resource.StartsWith(Optimized + call, StringComparison.Ordinal);

    private void Visit(JsonValue value)
    {
        switch (value)
        {
            case JsonObject o:
                Take(o);
                foreach (var (_, member) in o.Members)
                {
                    Visit(member);
                }

                break;
            case JsonArray array:
                foreach (var item in array)
                {
                    Visit(item);
                }

                break;
        }
    }

    private void Take(JsonObject state)
    {
        if (state["Type"] is JsonString { Value: "Task" } && state["Resource"] is JsonString resource)
        {
            _tasks.Add((resource.Value, state));
        }

        HasDistributedMap |= state["Type"] is JsonString { Value: "Map" }
            && state["ItemProcessor"] is JsonObject processor
            && processor["ProcessorConfig"] is JsonObject config
            && config["Mode"] is JsonString { Value: "DISTRIBUTED" };
    }
}
