using System.Xml.Linq;
using StepFlow.ConsoleUI.Graph;
using StepFlow.ConsoleUI.Graph.Drawing;
using StepFlow.ConsoleUI.Graph.Layout;
using StepFlow.ConsoleUI.Graph.Reading;
using Xunit;

namespace StepFlow.Tests.ConsoleUI.Graph;

public sealed class GraphDrawingTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Every_real_world_definition_becomes_a_picture_with_each_state_and_line()
    {
        foreach (var (id, text) in RealWorldDefinitions.All())
        {
            var graph = MachineGraphReader.Read(text);
            var layout = GraphLayout.Of(graph);

            var svg = XDocument.Parse(GraphDrawing.Document(layout)).Root!;

            Assert.True(Groups(svg, "node").Count() == layout.Nodes.Count, id);
            Assert.True(Groups(svg, "edge").Count() == layout.Edges.Count, id);
            Assert.True(Groups(svg, "label").Count() == layout.Edges.Count(e => e.Label is not null), id);
        }
    }

    [Fact]
    public void A_picture_by_itself_has_no_variables_left()
    {
        var picture = GraphDrawing.Document(GraphLayout.Of(MachineGraphReader.Read("""{ "StartAt": "A", "States": { "A": { "Type": "Pass", "End": true } } }""")));

        Assert.Contains("var(--", GraphStyle.Themed, StringComparison.Ordinal);
        Assert.DoesNotContain("var(", picture, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_text_whatever_they_hold()
    {
        const string Name = "<b> & \"quoted\"";
        var definition = $$"""{ "StartAt": {{System.Text.Json.JsonSerializer.Serialize(Name)}}, "States": { {{System.Text.Json.JsonSerializer.Serialize(Name)}}: { "Type": "Pass", "End": true } } }""";

        var svg = XDocument.Parse(GraphDrawing.Document(GraphLayout.Of(MachineGraphReader.Read(definition)))).Root!;

        Assert.Contains(svg.Descendants(Svg + "text"), t => t.Value is Name);
    }

    [Fact]
    public void A_status_is_a_class_and_a_word()
    {
        var layout = GraphLayout.Of(MachineGraphReader.Read("""{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Next": "B" }, "B": { "Type": "Fail" } } }"""));

        var svg = XDocument.Parse(GraphDrawing.Document(layout, new Dictionary<string, StateStatus> { ["A"] = StateStatus.Caught })).Root!;

        var nodes = Groups(svg, "node").ToDictionary(g => g.Element(Svg + "title")!.Value, g => (string)g.Attribute("class")!);
        Assert.Equal("node k-pass s-caught", nodes["A, Pass, caught"]);
        Assert.Equal("node k-fail s-notentered", nodes["B, Fail, not entered"]);
        Assert.Equal("node k-start", nodes["Start"]);
    }

    [Fact]
    public void Errors_take_lines_of_their_own_kind()
    {
        var layout = GraphLayout.Of(MachineGraphReader.Read("""
            { "StartAt": "A", "States": {
              "A": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Next": "B", "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "B" }] },
              "B": { "Type": "Succeed" } } }
            """));

        var svg = XDocument.Parse(GraphDrawing.Document(layout)).Root!;

        Assert.Single(Groups(svg, "edge"), g => ((string)g.Attribute("class")!).Contains("e-catch", StringComparison.Ordinal));
        Assert.Equal("States.ALL", Assert.Single(Groups(svg, "label")).Element(Svg + "text")!.Value);
    }

    private static IEnumerable<XElement> Groups(XElement svg, string kind) =>
        svg.Descendants(Svg + "g").Where(g => ((string?)g.Attribute("class"))?.Split(' ')[0] == kind);
}
