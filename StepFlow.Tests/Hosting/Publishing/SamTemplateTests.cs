using System.Text;
using StepFlow.Gateway;
using StepFlow.Hosting;
using StepFlow.Hosting.Definitions;
using StepFlow.Hosting.Sam.Resources;
using StepFlow.Hosting.Sam.Templates;
using StepFlow.StepFunctions.Catalog;
using StepFlow.Tests.Clients;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace StepFlow.Tests.Hosting.Publishing;

public sealed class SamTemplateTests : IDisposable
{
    private const string CallsWorker = """
        { "StartAt": "Work", "States": { "Work": { "Type": "Task", "Resource": "${Worker}", "End": true } } }
        """;

    private readonly Publications _publications = new();

    public void Dispose() => _publications.Dispose();

    [Fact]
    public void A_function_may_start_what_it_refers_to_and_nothing_else()
    {
        var template = _publications.TemplateOf(builder =>
        {
            var worker = builder.AddLambdaFunction<Publications.SomeProject>("worker");
            var flow = builder.AddStateMachine("flow", _publications.Definition("flow.asl.json", CallsWorker)).WithReference(worker);
            builder.AddStateMachine("other", "flow.asl.json").WithReference(worker);
            builder.AddLambdaFunction<Publications.SomeProject>("trigger").WithReference(flow);
        });

        Assert.Equal(
            [("states:StartExecution", "FlowStateMachine"), ("states:DescribeExecution,states:GetExecutionHistory", Execution("FlowStateMachine"))],
            Allowed(template, "TriggerFunction"));
        Assert.Empty(Allowed(template, "WorkerFunction"));
        Assert.Equal(("lambda:InvokeFunction", "WorkerFunction.Arn"), Allowed(template, "FlowStateMachine")[0]);
    }

    [Fact]
    public void An_express_machine_may_be_waited_for_and_has_no_executions_to_look_at()
    {
        var template = _publications.TemplateOf(builder =>
        {
            var worker = builder.AddLambdaFunction<Publications.SomeProject>("worker");
            var flow = builder.AddStateMachine("flow", _publications.Definition("flow.asl.json", CallsWorker), StateMachineType.Express).WithReference(worker);
            builder.AddLambdaFunction<Publications.SomeProject>("trigger").WithReference(flow);
        });

        Assert.Equal([("states:StartExecution,states:StartSyncExecution", "FlowStateMachine")], Allowed(template, "TriggerFunction"));
        Assert.Equal("ALL", Text(template, "Resources", "FlowStateMachine", "Properties", "Logging", "Level"));
    }

    [Fact]
    public void Who_is_handed_a_task_token_may_answer_it()
    {
        var template = _publications.TemplateOf(builder =>
        {
            var worker = builder.AddLambdaFunction<Publications.SomeProject>("worker");
            var bystander = builder.AddLambdaFunction<Publications.SomeProject>("bystander");
            builder.AddStateMachine("flow", _publications.Definition("flow.asl.json", """
                { "StartAt": "Ask", "States": { "Ask": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
                  "Parameters": { "FunctionName": "${Worker}", "Payload": { "token.$": "$$.Task.Token" } }, "Next": "Tell" },
                  "Tell": { "Type": "Task", "Resource": "${Bystander}", "End": true } } }
                """)).WithReference(worker).WithReference(bystander);
        });

        Assert.Equal([("states:SendTaskSuccess,states:SendTaskFailure,states:SendTaskHeartbeat", "*")], Allowed(template, "WorkerFunction"));
        Assert.Empty(Allowed(template, "BystanderFunction"));
    }

    [Fact]
    public void A_circle_of_references_is_broken_by_a_fixed_name_and_a_policy_of_its_own()
    {
        var template = _publications.TemplateOf(builder =>
        {
            var worker = builder.AddLambdaFunction<Publications.SomeProject>("worker");
            var flow = builder.AddStateMachine("flow", _publications.Definition("flow.asl.json", CallsWorker)).WithReference(worker);
            worker.WithReference(flow);
        });

        Assert.Equal("${AWS::StackName}-flow", Text(template, "Resources", "FlowStateMachine", "Properties", "Name"));
        Assert.EndsWith(
            ":stateMachine:${AWS::StackName}-flow",
            Text(template, "Resources", "WorkerFunction", "Properties", "Environment", "Variables", "StateMachines__flow"),
            StringComparison.Ordinal);
        Assert.Equal("WorkerFunctionRole", ((YamlSequenceNode)Node(template, "Resources", "WorkerFunctionPolicy", "Properties", "Roles")!)[0].ToString());
        Assert.Empty(Allowed(template, "WorkerFunction"));
    }

    /// <summary>As https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html has it.</summary>
    [Theory]
    [InlineData("\"Label\": \"All\", ", "/All")]
    [InlineData("", "/*")]
    public void A_distributed_map_may_start_its_own_machine_and_redrive_the_executions_of_its_map_run(string label, string mapRun)
    {
        var template = _publications.TemplateOf(builder => builder.AddStateMachine("flow", _publications.Definition("flow.asl.json", $$"""
            { "StartAt": "All", "States": { "All": { "Type": "Map", {{label}}"ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
              "StartAt": "Done", "States": { "Done": { "Type": "Succeed" } } }, "End": true } } }
            """)));

        Assert.Equal(
            [
                ("states:StartExecution", "FlowStateMachine"),
                ("states:DescribeExecution,states:StopExecution", $"{Execution("FlowStateMachine")},{Execution("FlowStateMachine", mapRun)}"),
                ("states:RedriveExecution", Execution("FlowStateMachine", mapRun)),
            ],
            StatementsOf((YamlMappingNode)Node(template, "Resources", "FlowStateMachinePolicy", "Properties", "PolicyDocument")!));
    }

    [Fact]
    public void Local_concurrency_reserves_nothing()
    {
        var template = _publications.TemplateOf(builder => builder.AddLambdaFunction<Publications.SomeProject>("worker").WithConcurrency(100, processes: 4));

        Assert.DoesNotContain("Concurren", template, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_yaml_would_read_as_something_else_stay_strings()
    {
        var template = _publications.TemplateOf(builder => builder.AddLambdaFunction<Publications.SomeProject>("worker")
            .WithEnvironment("NUMBER", "0123")
            .WithEnvironment("SWITCH", "on")
            .WithEnvironment("TEXT", "a: b # c")
            .WithEnvironment("AWS_REGION", "eu-west-1"));

        Assert.Contains("NUMBER: \"0123\"", template, StringComparison.Ordinal);
        Assert.Contains("SWITCH: \"on\"", template, StringComparison.Ordinal);
        Assert.Contains("TEXT: \"a: b # c\"", template, StringComparison.Ordinal);
        Assert.DoesNotContain("AWS_REGION", template, StringComparison.Ordinal);
    }

    [Fact]
    public void A_definition_that_aws_would_refuse_is_not_published()
    {
        var e = Assert.Throws<DefinitionFileException>(() => _publications.TemplateOf(builder =>
            builder.AddStateMachine("flow", _publications.Definition("flow.asl.json", """
                {
                  "StartAt": "A",
                  "States": { "A": { "Type": "Pass", "Next": "Nowhere" } }
                }
                """))));

        Assert.Contains(e.Problems, problem => problem is { Place.Line: 3, Pointer: "/States/A/Next" or "/States/A" });
    }

    [Fact]
    public void Two_resources_that_would_have_one_name_are_told_apart_by_whoever_wrote_them()
    {
        var e = Assert.Throws<StartException>(() => _publications.TemplateOf(builder =>
        {
            builder.AddLambdaFunction<Publications.SomeProject>("a-b");
            builder.AddLambdaFunction<Publications.SomeProject>("aB");
        }));

        Assert.Contains("ABFunction", e.Message, StringComparison.Ordinal);
    }

    /// <summary>What CloudFormation's ValidateTemplate looks at: sizes, numbers, names, and references that lead nowhere.</summary>
    [Fact]
    public void Everything_that_a_model_can_say_is_within_the_limits_of_cloudformation()
    {
        var text = Everything();
        var template = Template.Parse("template.yaml", text);
        var values = new ResourceValues(template, Sam.Templates.Pseudo, new Dictionary<string, string>());

        Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, 51_200);
        Assert.InRange(template.Resources.Count, 1, 500);
        Assert.All(template.Resources, resource => Assert.Matches("^[A-Za-z0-9]{1,255}$", resource.Id));
        Assert.All(template.Section("Outputs").Members, output => Assert.Matches("^[A-Za-z0-9]{1,255}$", output.Name));
        Assert.All(["AWSTemplateFormatVersion", "Transform"], name => Assert.StartsWith($"{name}: ", text[text.IndexOf(name, StringComparison.Ordinal)..], StringComparison.Ordinal));
        foreach (var part in template.Resources.Select(resource => resource.Properties).Append(template.Section("Outputs")))
        {
            Assert.NotNull(values.Evaluation.Whole(part));
        }
    }

    [Fact]
    public async Task Everything_that_a_model_can_say_passes_cfn_lint()
    {
        var lint = ClientProgram.Require("cfn-lint");
        var template = Everything();
        await File.WriteAllTextAsync(Path.Combine(_publications.Folder, "template.yaml"), template, TestContext.Current.CancellationToken);

        var (code, output, errors) = await lint.TryRunAsync(new("http://127.0.0.1"), _publications.Folder, "template.yaml");

        Assert.True(code is 0, output + errors + template);
    }

    /// <summary>A template of all that a model can say.</summary>
    private string Everything() => _publications.TemplateOf(builder =>
    {
        var worker = builder.AddLambdaFunction<Publications.SomeProject>("worker").WithMemory(512).WithTimeout(TimeSpan.FromSeconds(10)).WithEnvironment("MODE", "fast");
        var child = builder.AddStateMachine("child", _publications.Definition("child.asl.json", CallsWorker), StateMachineType.Express).WithReference(worker);
        var grandchild = builder.AddStateMachine("grand-child", _publications.Definition("plain.asl.json", """
            { "StartAt": "Done", "States": { "Done": { "Type": "Succeed" } } }
            """));
        var flow = builder.AddStateMachine("flow", _publications.Definition("flow.asl.json", """
            { "StartAt": "All", "States": {
              "All": { "Type": "Map", "Label": "All", "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
                "StartAt": "Work", "States": { "Work": { "Type": "Task", "Resource": "${Worker}:live", "End": true } } }, "Next": "Child" },
              "Child": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:sfn:startSyncExecution", "Parameters": { "StateMachineArn": "${Child}" }, "Next": "Wait" },
              "Wait": { "Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2", "Parameters": { "StateMachineArn": "${GrandChild}" }, "Next": "Again" },
              "Again": { "Type": "Task", "Resource": "arn:aws:states:::states:startExecution", "Parameters": { "StateMachineArn": "${Flow}" }, "Next": "Ask" },
              "Ask": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "Parameters": { "FunctionName": "${Worker}",
                "Payload": { "token.$": "$$.Task.Token", "queue": "${Queue}" } }, "End": true } } }
            """)).WithReference(worker).WithReference(child).WithReference(grandchild).WithSubstitution("Queue", "a-queue");
        flow.WithReference(flow);
        worker.WithReference(flow);
        var trigger = builder.AddLambdaFunction<Publications.SomeProject>("trigger").WithReference(flow).WithReference(child);
        builder.AddApiGateway("rest").WithStage("live").WithStageVariable("colour", "blue").WithBinaryMediaTypes("image/png")
            .WithRoute("POST /a-b", trigger).WithRoute("POST /a/b", trigger).WithRoute("GET /things/{id}", trigger).WithRoute("ANY /{proxy+}", trigger);
        builder.AddApiGateway("http", ApiKind.Http).WithRoute("GET /", trigger).WithRoute("GET /files/{proxy+}", worker).WithRoute("$default", trigger);
    });

    private static string Execution(string id, string mapRun = "") => $"arn:${{AWS::Partition}}:states:${{AWS::Region}}:${{AWS::AccountId}}:execution:${{{id}.Name}}{mapRun}:*";

    /// <summary>Actions and resources of each statement of a resource's own policies, without what every state machine needs for its log.</summary>
    private static List<(string Actions, string Resources)> Allowed(string template, string id) =>
        Node(template, "Resources", id, "Properties", "Policies") is not YamlSequenceNode policies
            ? []
            : [.. policies.OfType<YamlMappingNode>().SelectMany(StatementsOf)];

    private static IEnumerable<(string Actions, string Resources)> StatementsOf(YamlMappingNode policy) =>
        from statement in (YamlSequenceNode)policy["Statement"]
        let actions = string.Join(',', (YamlSequenceNode)statement["Action"])
        where !actions.StartsWith("logs:", StringComparison.Ordinal)
        select (actions, string.Join(',', (YamlSequenceNode)statement["Resource"]));

    private static string? Text(string template, params ReadOnlySpan<string> path) => (Node(template, path) as YamlScalarNode)?.Value;

    private static YamlNode? Node(string template, params ReadOnlySpan<string> path)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(template));
        YamlNode? node = yaml.Documents[0].RootNode;
        foreach (var name in path)
        {
            node = node is YamlMappingNode map && map.Children.TryGetValue(name, out var child) ? child : null;
        }

        return node;
    }
}
