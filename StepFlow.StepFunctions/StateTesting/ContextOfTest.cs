using System.Collections.Frozen;
using StepFlow.Language.Data;
using StepFlow.Language.Json;
using StepFlow.Language.States;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.StateTesting;

/// <summary>The context object a state under test sees: the one it was given, or AWS's default.</summary>
internal static class ContextOfTest
{
    private enum Kind
    {
        Any,
        Text,
        Number,
    }

    // The kinds are those of the documented context object.
    private static readonly FrozenDictionary<string, (string Name, Kind Kind)[]> Fields = new Dictionary<string, (string, Kind)[]>
    {
        ["Execution"] =
        [
            ("Id", Kind.Text), ("Input", Kind.Any), ("Name", Kind.Text), ("RoleArn", Kind.Text), ("StartTime", Kind.Text),
            ("RedriveCount", Kind.Number), ("RedriveTime", Kind.Text),
        ],
        ["State"] = [("EnteredTime", Kind.Text), ("Name", Kind.Text), ("RetryCount", Kind.Number)],
        ["StateMachine"] = [("Id", Kind.Text), ("Name", Kind.Text)],
        ["Task"] = [("Token", Kind.Text)],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Refuses what a given context object may not hold.</summary>
    public static void Check(JsonObject context)
    {
        foreach (var (name, value) in context.Members)
        {
            if (name is "Map")
            {
                throw StateTestRefusals.Context("'Map' field is not supported when mocking a Context object");
            }

            if (!Fields.TryGetValue(name, out var fields))
            {
                throw NotAllowed(name);
            }

            if (value is not JsonObject part)
            {
                throw StateTestRefusals.Context($"Field '{name}' must be an object");
            }

            CheckPart(part, fields);
        }
    }

    public static JsonObject Default(StateTest test, TestedState tested, EvaluationEnvironment environment, string taskToken)
    {
        var now = Iso8601.Format(environment.Time.GetUtcNow());
        var machine = environment.NewGuid().ToString();
        var run = environment.NewGuid().ToString();
        var arn = $"arn:aws:states:{test.Region}:{test.Account}";
        var state = new JsonObjectBuilder(3).Set("Name", TestedState.Name).Set("EnteredTime", now);
        if (tested.State.Type is "Task" or "Parallel" or "Map")
        {
            state.Set("RetryCount", test.RetrierRetryCount ?? 0);
        }

        return new JsonObjectBuilder(5)
            .Set("Execution", JsonObject.Of(
                ("Id", $"{arn}:express:{machine}:{run}"),
                ("Input", test.Input),
                ("Name", run),
                ("RoleArn", test.RoleArn is null ? JsonValue.Null : test.RoleArn),
                ("StartTime", now)))
            .Set("StateMachine", JsonObject.Of(("Id", $"{arn}:stateMachine:{machine}"), ("Name", machine)))
            .Set("State", state.Build())
            .SetIf("Task", WantsToken(tested.State) ? JsonObject.Of(("Token", taskToken)) : null)
            .SetIf("Map", tested.Map is { } map ? Iteration(map, test.Input) : null)
            .Build();
    }

    // AWS fills in the first iteration, with the test's input as its item.
    private static JsonObject Iteration(MapState map, JsonValue input)
    {
        var context = MapState.ItemContext(0, input);
        return map.Distribution is { ItemReader: null } && context["Item"] is JsonObject item
            ? context.With("Item", item.With("Source", "STATE_DATA"))
            : context;
    }

    private static void CheckPart(JsonObject part, (string Name, Kind Kind)[] fields)
    {
        foreach (var (name, value) in part.Members)
        {
            var kind = fields.Where(f => f.Name == name).Select(f => (Kind?)f.Kind).FirstOrDefault() ?? throw NotAllowed(name);
            var expected = kind switch
            {
                Kind.Text when value is not JsonString => "a string",
                Kind.Number when value is not JsonNumber => "a number",
                _ => null,
            };
            if (expected is not null)
            {
                throw StateTestRefusals.Context($"Field '{name}' must be {expected}");
            }
        }
    }

    private static Aws.AwsException NotAllowed(string name) => StateTestRefusals.Context($"Field '{name}' is not allowed");

    private static bool WantsToken(State state) =>
        state is TaskState task && task.Resource.EndsWith(".waitForTaskToken", StringComparison.Ordinal);
}
