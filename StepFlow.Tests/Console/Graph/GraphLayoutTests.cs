using CsCheck;
using StepFlow.ConsoleUI.Graph.Drawing;
using StepFlow.ConsoleUI.Graph.Layout;
using StepFlow.ConsoleUI.Graph.Reading;
using Xunit;

namespace StepFlow.Tests.ConsoleUI.Graph;

public sealed class GraphLayoutTests
{
    [Fact]
    public void Every_real_world_definition_is_laid_out_by_the_rules()
    {
        foreach (var (id, text) in RealWorldDefinitions.All())
        {
            var graph = MachineGraphReader.Read(text);
            Assert.Null(graph.Problem);
            LayoutRules.Check(graph, GraphLayout.Of(graph), id);
        }
    }

    [Fact]
    public void Random_machines_are_laid_out_by_the_rules() =>
        Gen.Int[0, int.MaxValue].Sample(seed =>
        {
            var graph = MachineGraphReader.Read(RandomMachine.Write(seed));
            LayoutRules.Check(graph, GraphLayout.Of(graph), $"seed {seed}");
        }, iter: 400);

    [Fact]
    public void The_same_definition_gives_the_same_picture() =>
        Gen.Int[0, int.MaxValue].Sample(seed =>
        {
            var text = RandomMachine.Write(seed);
            return Picture(text) == Picture(text);
        }, iter: 50);

    [Fact]
    public void A_chain_is_one_straight_line()
    {
        var states = string.Join(',', Enumerable.Range(0, 20).Select(i =>
            $$"""
            "{{new string('s', i + 1)}}": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage",
              {{(i < 19 ? $"\"Next\": \"{new string('s', i + 2)}\"" : "\"End\": true")}},
              "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "handler" }] }
            """));
        var layout = GraphLayout.Of(MachineGraphReader.Read($$"""{ "StartAt": "s", "States": { {{states}}, "handler": { "Type": "Fail" } } }"""));

        var chain = layout.Nodes.Where(n => n.Node.Name is not "handler").Select(n => n.Bounds.CenterX).ToArray();

        Assert.Equal(22, chain.Length);
        Assert.All(chain, x => Assert.Equal(chain[0], x, 0.01));
    }

    [Fact]
    public void A_choice_of_two_stands_in_the_middle_of_its_branches()
    {
        var layout = GraphLayout.Of(MachineGraphReader.Read("""
            { "StartAt": "Which", "States": {
              "Which": { "Type": "Choice", "Choices": [{ "Variable": "$.a", "IsPresent": true, "Next": "Left" }], "Default": "Right" },
              "Left": { "Type": "Pass", "Next": "Join" }, "Right": { "Type": "Pass", "Next": "Join" }, "Join": { "Type": "Pass", "End": true } } }
            """));
        double X(string name) => layout.Nodes.Single(n => n.Node.Name == name).Bounds.CenterX;

        Assert.Equal((X("Left") + X("Right")) / 2, X("Which"), 0.5);
        Assert.Equal(X("Which"), X("Join"), 0.5);
        Assert.True(X("Left") < X("Right"));
    }

    [Fact]
    public void A_thousand_states_in_a_ring_are_no_deep_recursion()
    {
        var states = string.Join(',', Enumerable.Range(0, 1000).Select(i => $$"""
            "{{i}}": { "Type": "Pass", "Next": "{{(i + 1) % 1000}}" }
            """));
        var graph = MachineGraphReader.Read($$"""{ "StartAt": "0", "States": { {{states}} } }""");

        LayoutRules.Check(graph, GraphLayout.Of(graph), "ring");
    }

    private static string Picture(string definition) => GraphDrawing.Document(GraphLayout.Of(MachineGraphReader.Read(definition)));
}
