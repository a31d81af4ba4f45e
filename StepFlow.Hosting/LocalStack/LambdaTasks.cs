using StepFlow.Hosting.Definitions;
using StepFlow.Hosting.Embedded;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.Hosting.LocalStack;

/// <summary>A definition as LocalStack gets it, and the activities that somebody has to answer for it.</summary>
internal sealed record RewrittenDefinition(DefinitionFile File, IReadOnlyList<LambdaActivity> Activities);

/// <summary>
/// Rewrites the Lambda Tasks of a definition to activities. LocalStack 4 sends a workflow's Lambda calls to its own Lambda and has no
/// setting that sends them elsewhere; an activity, though, is answered by whoever asks for its tasks. Input and result of the state stay
/// what they were.
/// </summary>
internal sealed class LambdaTasks
{
    private readonly Dictionary<string, LambdaActivity> _activities = new(StringComparer.Ordinal);
    private readonly List<DefinitionProblem> _problems = [];
    private readonly DefinitionFile _file;
    private readonly string _region;
    private readonly string _account;

    private LambdaTasks(DefinitionFile file, string region, string account)
    {
        _file = file;
        _region = region;
        _account = account;
    }

    /// <summary>Every Task that calls Lambda calls an activity; what cannot be rewritten is a <see cref="DefinitionFileException"/> with its place.</summary>
    public static RewrittenDefinition Rewrite(DefinitionFile file, string region, string account)
    {
        var tasks = new LambdaTasks(file, region, account);
        var definition = JsonValue.Parse(file.Definition);
        if (definition is JsonObject machine)
        {
            definition = tasks.Machine(machine, "", jsonata: false);
        }

        if (tasks._problems.Count > 0)
        {
            throw new DefinitionFileException(file.File, tasks._problems);
        }

        return tasks._activities.Count is 0
            ? new(file, [])
            : new(file with { Definition = definition.ToString() }, [.. tasks._activities.Values]);
    }

    /// <summary>Whether any Task of a definition calls Lambda.</summary>
    public static bool CallsLambda(JsonValue definition) => definition switch
    {
        JsonObject members => (members["Resource"] is JsonString { Value: var arn } && IsLambda(arn)) || members.Any(member => CallsLambda(member.Value)),
        JsonArray items => items.Any(CallsLambda),
        _ => false,
    };

    private static bool IsLambda(string arn) => TaskResource.TryParse(arn, out var resource)
        && (LambdaActivity.For(resource) is not null || resource is TaskResource.Integration { IsAwsSdk: true, Service: "lambda" });

    // A machine, a branch and an item processor have the same form.
    private JsonObject Machine(JsonObject machine, string pointer, bool jsonata)
    {
        var language = IsJsonata(machine, jsonata);
        return machine["States"] is JsonObject states
            ? machine.With("States", JsonObject.Of(states.Select(state =>
                KeyValuePair.Create(state.Key, State(state.Value, $"{pointer}/States/{state.Key}", language)))))
            : machine;
    }

    private static bool IsJsonata(JsonObject part, bool otherwise) => part["QueryLanguage"] is JsonString { Value: var language } ? language is "JSONata" : otherwise;

    private JsonValue State(JsonValue value, string pointer, bool jsonata)
    {
        if (value is not JsonObject state)
        {
            return value;
        }

        var language = IsJsonata(state, jsonata);
        return (state["Type"] as JsonString)?.Value switch
        {
            "Task" => Task(state, pointer, language),
            "Parallel" when state["Branches"] is JsonArray branches => state.With("Branches", JsonArray.Of(
                branches.Select((branch, i) => branch is JsonObject machine ? Machine(machine, $"{pointer}/Branches[{i}]", jsonata) : branch))),
            "Map" => Map(state, pointer, jsonata),
            _ => state,
        };
    }

    private JsonObject Map(JsonObject state, string pointer, bool jsonata)
    {
        foreach (var name in (string[])["ItemProcessor", "Iterator"])
        {
            if (state[name] is JsonObject processor)
            {
                var rewritten = Machine(processor, $"{pointer}/{name}", jsonata);
                state = state.With(name, rewritten.Equals(processor) ? processor : AsStandard(rewritten));
            }
        }

        return state;
    }

    // Express executions have no activities; children of the other type give the same results.
    private static JsonObject AsStandard(JsonObject processor) =>
        processor["ProcessorConfig"] is JsonObject config && config["ExecutionType"] is JsonString { Value: "EXPRESS" }
            ? processor.With("ProcessorConfig", config.With("ExecutionType", "STANDARD"))
            : processor;

    private JsonObject Task(JsonObject state, string pointer, bool jsonata)
    {
        if (state["Resource"] is not JsonString { Value: var arn } || !TaskResource.TryParse(arn, out var resource))
        {
            return state;
        }

        if (resource is TaskResource.Integration { IsAwsSdk: true, Service: "lambda" })
        {
            Report($"{pointer}/Resource", $"'{arn}' cannot be sent to our functions: on LocalStack, use arn:aws:states:::lambda:invoke.");
        }

        if (LambdaActivity.For(resource) is not { } activity)
        {
            return state;
        }

        _activities.TryAdd(activity.Name, activity);
        var field = jsonata ? "Arguments" : "Parameters";
        if (activity.WaitsForTaskToken && state[field] is { } parameters)
        {
            state = state.With(field, TaskTokenPlaceholder.PutInto(parameters, jsonata, $"{pointer}/{field}", Report));
        }

        // A role to call Lambda with is nothing an activity could take, and nothing that anybody checks here.
        return state.With("Resource", activity.ArnIn(_region, _account)).Without("Credentials");
    }

    private void Report(string pointer, string problem) => _problems.Add(_file.ProblemAt(pointer, problem));
}
