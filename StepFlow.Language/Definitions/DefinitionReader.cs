using System.Collections.Frozen;
using StepFlow.Language.Json;
using StepFlow.Language.States;

namespace StepFlow.Language.Definitions;

/// <summary>From JSON to compiled states. Unknown fields are passed over: judging a definition is the validator's business.</summary>
public static class DefinitionReader
{
    public static StateMachineDefinition Read(JsonValue value)
    {
        var fields = value as JsonObject ?? throw new DefinitionException("A definition must be an object", "/");
        var language = ReadLanguage(fields, QueryLanguage.JsonPath);
        var reader = new FieldReader(fields, "", language, language);
        return new(ReadGroup(reader), reader.Scalar("TimeoutSeconds"), reader.OptionalText("Comment"));
    }

    /// <summary>Reads one state by itself, as TestState takes it.</summary>
    public static State ReadState(string name, JsonObject fields, QueryLanguage inherited = QueryLanguage.JsonPath) =>
        Compile(name, new(fields, "", ReadLanguage(fields, inherited), inherited));

    internal static StateGroup ReadGroup(FieldReader reader)
    {
        var states = new Dictionary<string, State>(StringComparer.Ordinal);
        foreach (var (name, value) in reader.Object("States").Members)
        {
            var pointer = $"{reader.Pointer}/States/{name}";
            var fields = value as JsonObject ?? throw new DefinitionException("A state must be an object", pointer);
            states.Add(name, Compile(name, new(fields, pointer, ReadLanguage(fields, reader.MachineLanguage), reader.MachineLanguage)));
        }

        var start = reader.Text("StartAt");
        return states.ContainsKey(start)
            ? new(start, states.ToFrozenDictionary(StringComparer.Ordinal))
            : throw reader.Fault($"StartAt names '{start}', which is no state", "StartAt");
    }

    private static State Compile(string name, FieldReader reader) => reader.Text("Type") switch
    {
        "Pass" => PassState.Read(name, reader),
        "Task" => TaskState.Read(name, reader),
        "Choice" => ChoiceState.Read(name, reader),
        "Wait" => WaitState.Read(name, reader),
        "Succeed" => SucceedState.Read(name, reader),
        "Fail" => FailState.Read(name, reader),
        "Parallel" => ParallelState.Read(name, reader),
        "Map" => MapState.Read(name, reader),
        var type => throw reader.Fault($"There is no state type '{type}'", "Type"),
    };

    private static QueryLanguage ReadLanguage(JsonObject fields, QueryLanguage inherited) => fields["QueryLanguage"] switch
    {
        JsonString { Value: "JSONata" } => QueryLanguage.Jsonata,
        JsonString { Value: "JSONPath" } => QueryLanguage.JsonPath,
        _ => inherited,
    };
}
