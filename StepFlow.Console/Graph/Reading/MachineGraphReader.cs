using StepFlow.Language.Json;

namespace StepFlow.ConsoleUI.Graph.Reading;

/// <summary>
/// From the text of a definition to its graph. Reads the JSON itself rather than compiled states, so that a definition that would be refused
/// (a path that does not compile, a transition to nowhere, a state without Type) is still drawn as far as it goes.
/// </summary>
public static class MachineGraphReader
{
    private static readonly MachineRegion Nothing = new([], []);

    public static MachineGraph Read(string definition)
    {
        try
        {
            return JsonValue.Parse(definition) is not JsonObject machine ? new(Nothing, "The definition is not a JSON object.")
                : machine["States"] is not JsonObject { Count: > 0 } ? new(Nothing, "The definition has no States.")
                : new(ReadRegion(machine, isRoot: true), null);
        }
        catch (JsonSyntaxException e)
        {
            return new(Nothing, $"The definition is not JSON: {e.Message}");
        }
    }

    private static MachineRegion ReadRegion(JsonObject scope, bool isRoot)
    {
        var region = new RegionBuilder();
        region.Add(new(isRoot ? "Start" : "", NodeKind.Start, "", null, []));
        var states = scope["States"] as JsonObject ?? JsonObject.Empty;
        foreach (var (name, value) in states.Members)
        {
            region.AddState(ReadState(name, value as JsonObject ?? JsonObject.Empty));
        }

        var start = (scope["StartAt"] as JsonString)?.Value ?? states.Names.FirstOrDefault();
        if (start is not null)
        {
            region.Connect(0, start, EdgeKind.StartAt);
        }

        foreach (var (name, value) in states.Members)
        {
            if (value is JsonObject state)
            {
                ReadTransitions(region, region.IndexOf(name), state, isRoot);
            }
        }

        return region.Build();
    }

    private static MachineNode ReadState(string name, JsonObject state)
    {
        var kind = KindOf(state);
        return new(name, kind, StateDetail.Of(kind, state), StateDetail.BadgeOf(kind, state), [.. ReadRegions(kind, state)]);
    }

    private static NodeKind KindOf(JsonObject state) => (state["Type"] as JsonString)?.Value switch
    {
        "Task" => NodeKind.Task,
        "Pass" => NodeKind.Pass,
        "Choice" => NodeKind.Choice,
        "Wait" => NodeKind.Wait,
        "Succeed" => NodeKind.Succeed,
        "Fail" => NodeKind.Fail,
        "Parallel" => NodeKind.Parallel,
        "Map" => NodeKind.Map,
        _ => NodeKind.Unknown,
    };

    private static IEnumerable<MachineRegion> ReadRegions(NodeKind kind, JsonObject state) => kind switch
    {
        NodeKind.Parallel when state["Branches"] is JsonArray branches => branches.OfType<JsonObject>().Select(b => ReadRegion(b, isRoot: false)),
        // Iterator is the older name of ItemProcessor.
        NodeKind.Map when (state["ItemProcessor"] ?? state["Iterator"]) is JsonObject processor => [ReadRegion(processor, isRoot: false)],
        _ => [],
    };

    private static void ReadTransitions(RegionBuilder region, int from, JsonObject state, bool isRoot)
    {
        var kind = region[from].Kind;
        if (state["Next"] is JsonString next && kind is not NodeKind.Choice)
        {
            region.Connect(from, next.Value, EdgeKind.Next);
        }
        else if (isRoot && (kind is NodeKind.Succeed || state["End"] is JsonBoolean { Value: true }))
        {
            region.ConnectToEnd(from);
        }

        if (kind is NodeKind.Choice)
        {
            foreach (var rule in Objects(state["Choices"]))
            {
                Connect(rule, EdgeKind.Choice, RuleText.Of(rule));
            }

            if (state["Default"] is JsonString otherwise)
            {
                region.Connect(from, otherwise.Value, EdgeKind.Default, "default");
            }
        }

        foreach (var catcher in Objects(state["Catch"]))
        {
            Connect(catcher, EdgeKind.Catch, string.Join(", ", (catcher["ErrorEquals"] as JsonArray ?? JsonArray.Empty).OfType<JsonString>().Select(e => e.Value)));
        }

        void Connect(JsonObject rule, EdgeKind edge, string label)
        {
            if (rule["Next"] is JsonString to)
            {
                region.Connect(from, to.Value, edge, label);
            }
        }
    }

    private static IEnumerable<JsonObject> Objects(JsonValue? value) => (value as JsonArray)?.OfType<JsonObject>() ?? [];
}
