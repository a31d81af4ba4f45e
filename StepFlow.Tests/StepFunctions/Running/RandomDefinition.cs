namespace StepFlow.Tests.StepFunctions.Running;

/// <summary>Makes a definition out of choices: chains of all kinds of states, with branches and iterations in them.</summary>
internal sealed class RandomDefinition(Choices choices)
{
    private const string Retry = """ "Retry":[{"ErrorEquals":["Boom"],"MaxAttempts":1,"IntervalSeconds":2,"JitterStrategy":"FULL"},{"ErrorEquals":["States.Timeout"],"MaxAttempts":1}],""";
    private int _names;

    public string Make() => Group(depth: 2);

    private string Group(int depth)
    {
        var names = Enumerable.Range(0, 1 + choices.Next(3)).Select(_ => $"s{_names++}").ToList();
        var states = names.Select((name, i) => $"\"{name}\":{State(depth, i + 1 < names.Count ? names[i + 1] : null)}");
        return $$$"""{"StartAt":"{{{names[0]}}}","States":{{{{string.Join(",", states)}}}}}""";
    }

    private string State(int depth, string? next)
    {
        var exit = next is null ? "\"End\":true" : $"\"Next\":\"{next}\"";
        return choices.Next(depth > 0 ? 10 : 7) switch
        {
            0 => $$$"""{"Type":"Pass","Parameters":{"id.$":"States.UUID()","n.$":"States.MathRandom(1, 1000)","at.$":"$$.State.EnteredTime"},"ResultPath":"$.id",{{{exit}}}}""",
            1 or 2 => $$$"""{"Type":"Task","Resource":"WORKER","ResultPath":"$.result",{{{Handlers(next)}}}"TimeoutSeconds":20,{{{exit}}}}""",
            3 => $$$"""{"Type":"Wait","Seconds":{{{1 + choices.Next(40)}}},{{{exit}}}}""",
            4 => $$$"""{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken","Parameters":{"QueueUrl":"q","MessageBody":{"t.$":"$$.Task.Token"}},"ResultPath":"$.token","HeartbeatSeconds":30,{{{Handlers(next)}}}{{{exit}}}}""",
            5 => $$$"""{"Type":"Pass","Assign":{"v{{{choices.Next(2)}}}.$":"States.UUID()"},{{{exit}}}}""",
            6 => $$$"""{"Type":"Task","Resource":"arn:aws:states:us-east-1:123456789012:activity:a","ResultPath":"$.activity","HeartbeatSeconds":30,{{{Handlers(next)}}}{{{exit}}}}""",
            7 or 8 => $$$"""{"Type":"Parallel","ResultPath":"$.branches",{{{Handlers(next)}}}{{{exit}}},"Branches":[{{{string.Join(",", Enumerable.Range(0, 1 + choices.Next(3)).Select(_ => Group(depth - 1)))}}}]}""",
            _ => $$$"""{"Type":"Map","ItemsPath":"$$.Execution.Input.items","MaxConcurrency":{{{choices.Next(3)}}},"ResultPath":"$.items",{{{Handlers(next)}}}{{{exit}}},"ItemProcessor":{{{Group(depth - 1)}}}}""",
        };
    }

    private string Handlers(string? next) => choices.Next(4) switch
    {
        0 => "",
        1 => Retry,
        2 => next is null ? "" : Catch(next),
        _ => Retry + (next is null ? "" : Catch(next)),
    };

    private static string Catch(string next) => $$$""" "Catch":[{"ErrorEquals":["States.ALL"],"ResultPath":"$.error","Next":"{{{next}}}"}],""";
}
