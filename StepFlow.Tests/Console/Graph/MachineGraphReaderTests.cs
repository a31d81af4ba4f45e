using StepFlow.ConsoleUI.Graph;
using StepFlow.ConsoleUI.Graph.Reading;
using Xunit;

namespace StepFlow.Tests.ConsoleUI.Graph;

public sealed class MachineGraphReaderTests
{
    [Theory]
    [InlineData("""{ "Variable": "$.x", "NumericGreaterThan": 5 }""", "$.x > 5")]
    [InlineData("""{ "Variable": "$.x", "NumericLessThanEqualsPath": "$.most" }""", "$.x ≤ $.most")]
    [InlineData("""{ "Variable": "$.kind", "StringEquals": "a" }""", """$.kind == "a" """)]
    [InlineData("""{ "Variable": "$.file", "StringMatches": "*.csv" }""", """$.file matches "*.csv" """)]
    [InlineData("""{ "Variable": "$.x", "IsPresent": true }""", "$.x is present")]
    [InlineData("""{ "Variable": "$.x", "IsNull": false }""", "$.x is not null")]
    [InlineData("""{ "Not": { "Variable": "$.x", "BooleanEquals": true } }""", "not ($.x == true)")]
    [InlineData("""{ "And": [{ "Variable": "$.x", "IsPresent": true }, { "Or": [{ "Variable": "$.x", "NumericEquals": 1 }, { "Variable": "$.x", "NumericEquals": 2 }] }] }""",
        "$.x is present and ($.x == 1 or $.x == 2)")]
    [InlineData("""{ "Condition": "{%  $states.input.total >\n 5 %}" }""", "$states.input.total > 5")]
    public void A_rule_is_written_short(string rule, string expected)
    {
        var region = MachineGraphReader.Read($$"""
            { "StartAt": "Which", "States": { "Which": { "Type": "Choice", "Choices": [{{rule.Insert(rule.Length - 1, ", \"Next\": \"Done\"")}}] }, "Done": { "Type": "Succeed" } } }
            """).Root;

        Assert.Equal(expected.Trim(), Assert.Single(Assert.Single(region.Edges, e => e.Kind is EdgeKind.Choice).Labels));
    }

    [Theory]
    [InlineData("""{ "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:worker:PROD" }""", "Lambda · worker:PROD")]
    [InlineData("""{ "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "arn:aws:lambda:us-east-1:123456789012:function:worker:$LATEST" } }""", "Lambda · worker")]
    [InlineData("""{ "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "Arguments": { "FunctionName": "worker" } }""", "Lambda · worker · task token")]
    [InlineData("""{ "Type": "Task", "Resource": "arn:${AWS::Partition}:states:::aws-sdk:dynamodb:getItem" }""", "DynamoDB · getItem")]
    [InlineData("""{ "Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2" }""", "Step Functions · startExecution · sync")]
    [InlineData("""{ "Type": "Task", "Resource": "arn:aws:states:us-east-1:123456789012:activity:approve" }""", "Activity · approve")]
    [InlineData("""{ "Type": "Task", "Resource": "${Function.Arn}" }""", "Task · ${Function.Arn}")]
    [InlineData("""{ "Type": "Wait", "Seconds": 10 }""", "Wait · 10 s")]
    [InlineData("""{ "Type": "Wait", "TimestampPath": "$.due" }""", "Wait · until $.due")]
    [InlineData("""{ "Type": "Fail", "Error": "Order.Refused" }""", "Fail · Order.Refused")]
    [InlineData("""{ "Type": "Sleep" }""", "unknown type Sleep")]
    public void A_state_says_what_it_does(string state, string expected) => Assert.Equal(expected, Only(state).Detail);

    [Theory]
    [InlineData("""{ "Type": "Map", "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED" }, "StartAt": "A", "States": { "A": { "Type": "Pass" } } } }""", "Distributed")]
    [InlineData("""{ "Type": "Map", "Iterator": { "StartAt": "A", "States": { "A": { "Type": "Pass" } } } }""", "Inline")]
    public void A_map_holds_its_processor_and_says_how_it_runs(string state, string badge)
    {
        var map = Only(state);

        Assert.Equal(badge, map.Badge);
        Assert.Contains(Assert.Single(map.Regions).Nodes, n => n.Name is "A");
    }

    [Fact]
    public void A_state_knows_the_distributed_Map_whose_children_run_it()
    {
        var graph = MachineGraphReader.Read("""
            {"StartAt":"Far","States":{"Far":{"Type":"Map","End":true,"ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},
              "StartAt":"Near","States":{"Near":{"Type":"Map","End":true,"ItemProcessor":{"StartAt":"In","States":{"In":{"Type":"Pass","End":true}}}}}}}}}
            """);

        Assert.Equal("Far", graph.DistributedAround("In")?.Name);
        Assert.Equal("Far", graph.DistributedAround("Near")?.Name);
        Assert.Null(graph.DistributedAround("Far"));
    }

    [Fact]
    public void Rules_of_one_choice_to_the_same_state_share_an_edge()
    {
        var region = MachineGraphReader.Read("""
            { "StartAt": "Which", "States": { "Which": { "Type": "Choice", "Default": "Done", "Choices": [
              { "Variable": "$.x", "NumericEquals": 1, "Next": "Done" }, { "Variable": "$.x", "NumericEquals": 2, "Next": "Done" }] }, "Done": { "Type": "Succeed" } } }
            """).Root;

        Assert.Equal(["$.x == 1", "$.x == 2"], Assert.Single(region.Edges, e => e.Kind is EdgeKind.Choice).Labels);
        Assert.Single(region.Edges, e => e.Kind is EdgeKind.Default);
    }

    [Fact]
    public void What_does_not_validate_is_drawn_as_far_as_it_goes()
    {
        var region = MachineGraphReader.Read("""
            { "StartAt": "First", "States": {
              "First": { "Type": "Task", "Next": "Gone", "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Odd" }, 7] },
              "Odd": { "Resource": 5, "Choices": "none" }, "Worse": 12 } }
            """).Root;

        Assert.Contains(region.Nodes, n => n is { Name: "Gone", Kind: NodeKind.Missing });
        Assert.Contains(region.Nodes, n => n is { Name: "Odd", Kind: NodeKind.Unknown, Detail: "no Type" });
        Assert.Contains(region.Nodes, n => n is { Name: "Worse", Kind: NodeKind.Unknown });
        Assert.Equal(3, region.Edges.Count);
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("{ \"StartAt\": ", "not JSON")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("{}", "no States")]
    public void A_text_without_states_says_why_there_is_no_picture(string text, string problem) =>
        Assert.Contains(problem, MachineGraphReader.Read(text).Problem, StringComparison.Ordinal);

    private static MachineNode Only(string state) =>
        Assert.Single(MachineGraphReader.Read($$"""{ "StartAt": "Only", "States": { "Only": {{state}} } }""").Root.Nodes, n => n.Name is "Only");
}
