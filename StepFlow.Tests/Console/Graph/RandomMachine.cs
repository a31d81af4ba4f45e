using System.Text.Json.Nodes;

namespace StepFlow.Tests.ConsoleUI.Graph;

/// <summary>Definitions that no one would write: loops everywhere, transitions to nowhere, states that nothing leads to, containers in containers.</summary>
internal static class RandomMachine
{
    public static string Write(int seed)
    {
        var random = new Random(seed);
        var names = 0;
        return Scope(depth: 0).ToJsonString();

        JsonObject Scope(int depth)
        {
            var count = random.Next(1, depth is 0 ? 22 : 6);
            var states = Enumerable.Range(0, count).Select(_ => Name()).ToArray();
            var scope = new JsonObject { ["StartAt"] = Target(states), ["States"] = new JsonObject() };
            foreach (var name in states)
            {
                scope["States"]![name] = State(states, depth);
            }

            return scope;
        }

        JsonObject State(string[] states, int depth)
        {
            var state = random.Next(depth < 2 ? 9 : 7) switch
            {
                0 or 1 => new JsonObject { ["Type"] = "Pass" },
                2 or 3 => new JsonObject { ["Type"] = "Task", ["Resource"] = "arn:aws:states:::sqs:sendMessage.waitForTaskToken" },
                4 => Choice(states),
                5 => new JsonObject { ["Type"] = "Wait", ["Seconds"] = random.Next(100) },
                6 => new JsonObject { ["Type"] = random.Next(2) is 0 ? "Fail" : "Succeed" },
                7 => new JsonObject { ["Type"] = "Parallel", ["Branches"] = new JsonArray([.. Enumerable.Range(0, random.Next(5)).Select(_ => Scope(depth + 1))]) },
                _ => new JsonObject { ["Type"] = "Map", ["ItemProcessor"] = Scope(depth + 1) },
            };
            if (random.Next(4) is 0)
            {
                state["End"] = true;
            }
            else
            {
                state["Next"] = Target(states);
            }

            if (random.Next(3) is 0)
            {
                state["Catch"] = new JsonArray([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => new JsonObject
                {
                    ["ErrorEquals"] = new JsonArray("States.Timeout", "Order.Refused"),
                    ["Next"] = Target(states),
                })]);
            }

            return state;
        }

        JsonObject Choice(string[] states)
        {
            var choice = new JsonObject
            {
                ["Type"] = "Choice",
                ["Choices"] = new JsonArray([.. Enumerable.Range(0, random.Next(11)).Select(i => new JsonObject
                {
                    ["Variable"] = "$.order.total",
                    ["NumericGreaterThan"] = i * 100,
                    ["Next"] = Target(states),
                })]),
            };
            if (random.Next(2) is 0)
            {
                choice["Default"] = Target(states);
            }

            return choice;
        }

        string Name() => $"{(random.Next(3) is 0 ? "A state with a rather long name that takes several lines" : "State")} {names++}";

        string Target(string[] states) => random.Next(30) is 0 ? "Nowhere" : states[random.Next(states.Length)];
    }
}
