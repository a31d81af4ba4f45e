using StepFlow.ConsoleUI.Graph;
using StepFlow.ConsoleUI.Graph.Layout;
using StepFlow.ConsoleUI.Graph.Reading;
using Xunit;

namespace StepFlow.Tests.ConsoleUI.Graph;

public sealed class GraphNavigationTests
{
    private const string Machine = """
        { "StartAt": "Which", "States": {
          "Which": { "Type": "Choice", "Choices": [{ "Variable": "$.a", "IsPresent": true, "Next": "Left" }], "Default": "Both" },
          "Left": { "Type": "Pass", "Next": "Which" },
          "Both": { "Type": "Parallel", "Next": "Done", "Branches": [
            { "StartAt": "One", "States": { "One": { "Type": "Pass", "End": true } } },
            { "StartAt": "Two", "States": { "Two": { "Type": "Pass", "Next": "Three" }, "Three": { "Type": "Pass", "End": true } } }] },
          "Done": { "Type": "Succeed" } } }
        """;

    [Theory]
    [InlineData("Which", null, "Left", null, null)]
    [InlineData("Left", "Which", "Which", "Both", null)]
    [InlineData("Both", "Which", "One", null, "Left")]
    [InlineData("One", "Both", "Done", null, "Two")]
    [InlineData("Two", "Both", "Three", "One", null)]
    [InlineData("Three", "Two", "Done", "One", null)]
    [InlineData("Done", "Both", null, null, null)]
    public void Arrow_keys_follow_transitions_and_go_into_containers(string state, string? up, string? down, string? left, string? right)
    {
        var layout = GraphLayout.Of(MachineGraphReader.Read(Machine));
        var neighbours = GraphNavigation.Of(layout)[layout.Nodes.Single(n => n.Node.Name == state)]!;
        string? Name(int id) => id < 0 ? null : layout.Nodes.Single(n => n.Id == id).Node.Name;

        Assert.Equal((up, down, left, right), (Name(neighbours.Up), Name(neighbours.Down), Name(neighbours.Left), Name(neighbours.Right)));
    }

    [Fact]
    public void Marks_that_are_no_states_are_not_walked_to()
    {
        var layout = GraphLayout.Of(MachineGraphReader.Read("""{ "StartAt": "Only", "States": { "Only": { "Type": "Pass", "Next": "Nowhere" } } }"""));
        var navigation = GraphNavigation.Of(layout);

        Assert.Equal(1, navigation.Count);
        Assert.Equal(new(-1, -1, -1, -1), navigation[layout.Nodes.Single(n => n.Node.Name is "Only")]);
        Assert.Null(navigation[layout.Nodes.Single(n => n.Node.Kind is NodeKind.Start)]);
    }
}
