using System.Text.Encodings.Web;
using System.Text.Json;
using StepFlow.Language.Json;

namespace StepFlow.Hosting.Publishing;

/// <summary>What a definition asks of other services, as far as its text says so: the permissions of its role follow from it.</summary>
internal sealed class DefinitionCalls
{
    private const string AnyLabel = "*";

    private readonly List<DefinitionCall> _calls = [];
    private readonly SortedSet<string> _mapLabels = new(StringComparer.Ordinal);

    private DefinitionCalls()
    {
    }

    /// <summary>
    /// Labels of the Maps whose iterations are executions of their own, which the machine starts itself; <c>*</c> stands for one that
    /// Step Functions makes up.
    /// </summary>
    public IReadOnlyCollection<string> MapLabels => _mapLabels.Contains(AnyLabel) ? [AnyLabel] : _mapLabels;

    /// <summary>Whether the machine waits for executions that it starts, by way of an EventBridge rule of Step Functions.</summary>
    public bool WaitsForExecutions => _calls.Any(call => call.WaitsForExecution);

    public bool StartsSynchronously => _calls.Any(call => call.StartsSynchronously);

    /// <param name="definition">The definition's text.</param>
    /// <param name="values">Names in it that stand for texts known already.</param>
    public static DefinitionCalls Of(string definition, IReadOnlyDictionary<string, string> values)
    {
        foreach (var (name, value) in values)
        {
            definition = definition.Replace($"${{{name}}}", JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(), StringComparison.Ordinal);
        }

        var calls = new DefinitionCalls();
        calls.VisitStates(JsonValue.Parse(definition));
        return calls;
    }

    /// <summary>Whether a task hands its token to what <c>${name}</c> stands for, which then has to answer it.</summary>
    public bool HandsTokenTo(string name) => _calls.Any(call => call.HandsOutToken && Names(call.Argument("FunctionName"), name));

    /// <summary>Calls of what the model does not have, so that no permission can be derived.</summary>
    /// <param name="functions">Names that stand for functions of the model.</param>
    /// <param name="stateMachines">Names that stand for state machines of the model.</param>
    public IEnumerable<OutsideCall> Outside(IReadOnlyCollection<string> functions, IReadOnlyCollection<string> stateMachines) => _calls
        .Select(call => OutsideCall.Of(call, text => functions.Any(name => Names(text, name)), text => stateMachines.Any(name => Names(text, name))))
        .OfType<OutsideCall>()
        .Distinct()
        .OrderBy(call => call.What, StringComparer.Ordinal);

    private static bool Names(string? text, string name) => text?.Contains($"${{{name}}}", StringComparison.Ordinal) is true;

    private void VisitStates(JsonValue? machine)
    {
        if (machine is not JsonObject { } part || part["States"] is not JsonObject states)
        {
            return;
        }

        foreach (var (name, value) in states.Members)
        {
            if (value is JsonObject state)
            {
                Visit(name, state);
            }
        }
    }

    private void Visit(string name, JsonObject state)
    {
        switch (state["Type"])
        {
            case JsonString { Value: "Task" } when state["Resource"] is JsonString resource:
                _calls.Add(new(name, resource.Value, ArgumentsOf(state)));
                break;
            case JsonString { Value: "Parallel" } when state["Branches"] is JsonArray branches:
                foreach (var branch in branches)
                {
                    VisitStates(branch);
                }

                break;
            case JsonString { Value: "Map" }:
                VisitMap(name, state);
                break;
        }
    }

    private void VisitMap(string name, JsonObject map)
    {
        if (map["ItemReader"] is JsonObject reader && reader["Resource"] is JsonString from)
        {
            _calls.Add(new($"ItemReader of {name}", from.Value, ArgumentsOf(reader), IsReader: true));
        }

        if (map["ResultWriter"] is JsonObject writer && writer["Resource"] is JsonString to)
        {
            _calls.Add(new($"ResultWriter of {name}", to.Value, ArgumentsOf(writer), IsWriter: true));
        }

        var processor = map["ItemProcessor"] ?? map["Iterator"];
        if ((processor as JsonObject)?["ProcessorConfig"] is JsonObject config && config["Mode"] is JsonString { Value: "DISTRIBUTED" })
        {
            _mapLabels.Add((map["Label"] as JsonString)?.Value ?? AnyLabel);
        }

        VisitStates(processor);
    }

    private static JsonObject ArgumentsOf(JsonObject caller) => (caller["Parameters"] ?? caller["Arguments"]) as JsonObject ?? JsonObject.Empty;
}
