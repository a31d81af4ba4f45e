using StepFlow.Hosting;
using StepFlow.Hosting.Definitions;
using StepFlow.Hosting.Embedded;
using StepFlow.Hosting.LocalStack;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Catalog;
using Xunit;

namespace StepFlow.Tests.Hosting.LocalStack;

/// <summary>Which Tasks become activities, and what of a definition stays as it is.</summary>
public sealed class LambdaTasksTests
{
    private const string Worker = "arn:aws:lambda:us-east-1:123456789012:function:worker";
    private const string WorkerActivity = "arn:aws:states:us-east-1:123456789012:activity:stepflow-worker";
    private const string InvokeActivity = "arn:aws:states:us-east-1:123456789012:activity:stepflow-lambda-invoke";

    [Fact]
    public void Only_the_resource_of_a_task_changes()
    {
        var task = $$"""
            {"Type":"Task","Resource":"{{Worker}}","InputPath":"$.in","Parameters":{"a.$":"$.b"},"ResultPath":"$.out","TimeoutSeconds":5,
             "Retry":[{"ErrorEquals":["States.ALL"]}],"Catch":[{"ErrorEquals":["TransientError"],"Next":"End"}],"Next":"End"}
            """;

        var rewritten = Rewrite("""{"StartAt":"A","States":{"A":TASK,"End":{"Type":"Succeed"}}}""".Replace("TASK", task, StringComparison.Ordinal));

        Assert.Equal(JsonValue.Parse(task.Replace(Worker, WorkerActivity, StringComparison.Ordinal)), At(rewritten, "A"));
        Assert.Equal(["stepflow-worker"], rewritten.Activities.Select(activity => activity.Name));
    }

    [Fact]
    public void Tasks_in_branches_and_item_processors_are_found()
    {
        var rewritten = Rewrite("""
            {"StartAt":"P","States":{
              "P":{"Type":"Parallel","Next":"M","Branches":[{"StartAt":"B","States":{"B":{"Type":"Task","Resource":"WORKER","End":true}}}]},
              "M":{"Type":"Map","End":true,"ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"EXPRESS"},
                "StartAt":"I","States":{"I":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"worker"},"End":true}}}}}}
            """.Replace("WORKER", Worker, StringComparison.Ordinal));

        Assert.Contains(WorkerActivity, rewritten.File.Definition, StringComparison.Ordinal);
        Assert.Contains(InvokeActivity, rewritten.File.Definition, StringComparison.Ordinal);
        Assert.Contains("\"ExecutionType\":\"STANDARD\"", rewritten.File.Definition, StringComparison.Ordinal);
    }

    [Fact]
    public void A_definition_without_lambda_stays_letter_for_letter()
    {
        var file = File("""{ "StartAt": "A",  "States": { "A": { "Type": "Pass", "End": true } } }""");

        var rewritten = LambdaTasks.Rewrite(file, "us-east-1", "123456789012");

        Assert.Same(file, rewritten.File);
        Assert.Empty(rewritten.Activities);
    }

    [Theory]
    [InlineData("", "Parameters", "\"token.$\": \"$$.Task.Token\"", "\"token\":\"stepflow:task-token\"")]
    [InlineData("\"QueryLanguage\": \"JSONata\",", "Arguments", "\"token\": \"{% $states.context.Task.Token %}\"", "\"token\":\"stepflow:task-token\"")]
    public void A_task_token_is_left_to_whoever_takes_the_activity_s_task(string language, string field, string written, string rewritten)
    {
        var definition = Rewrite(WaitForToken(language, field, written)).File.Definition;

        Assert.Contains(rewritten, definition, StringComparison.Ordinal);
        Assert.Contains("activity:stepflow-lambda-invoke-waitForTaskToken", definition, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Parameters", "\"token.$\": \"States.Format('{}', $$.Task.Token)\"")]
    [InlineData("", "Parameters", "\"context.$\": \"$$\"")]
    [InlineData("", "Parameters", "\"task.$\": \"$$.Task\"")]
    [InlineData("\"QueryLanguage\": \"JSONata\",", "Arguments", "\"token\": \"{% 'x' & $states.context.Task.Token %}\"")]
    [InlineData("\"QueryLanguage\": \"JSONata\",", "Arguments", "\"token\": \"{% $states.context %}\"")]
    public void Another_use_of_the_token_is_refused_with_its_place(string language, string field, string written)
    {
        var e = Assert.Throws<DefinitionFileException>(() => Rewrite(WaitForToken(language, field, written)));

        var problem = Assert.Single(e.Problems);
        Assert.StartsWith($"/States/W/{field}/Payload/", problem.Pointer, StringComparison.Ordinal);
        Assert.Contains("alone", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_by_the_sdk_integration_is_refused_with_its_place()
    {
        var e = Assert.Throws<DefinitionFileException>(() => Rewrite(
            """{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::aws-sdk:lambda:invoke","Parameters":{"FunctionName":"worker"},"End":true}}}"""));

        Assert.Equal("/States/A/Resource", Assert.Single(e.Problems).Pointer);
    }

    [Fact]
    public void A_qualified_function_has_an_activity_of_its_own()
    {
        var activity = Assert.Single(Rewrite("""{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"WORKER:$LATEST","End":true}}}""".Replace("WORKER", Worker, StringComparison.Ordinal)).Activities);

        Assert.Matches("^stepflow-worker-[0-9a-f]{8}$", activity.Name);
    }

    private static string WaitForToken(string language, string field, string token) => """
        {LANGUAGE "StartAt":"W","States":{"W":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke.waitForTaskToken",
          "FIELD":{"FunctionName":"worker","Payload":{TOKEN}},"End":true}}}
        """
        .Replace("LANGUAGE", language, StringComparison.Ordinal)
        .Replace("FIELD", field, StringComparison.Ordinal)
        .Replace("TOKEN", token, StringComparison.Ordinal);

    private static JsonValue? At(RewrittenDefinition rewritten, string state) =>
        ((JsonObject)((JsonObject)JsonValue.Parse(rewritten.File.Definition))["States"]!)[state];

    private static RewrittenDefinition Rewrite(string definition) => LambdaTasks.Rewrite(File(definition), "us-east-1", "123456789012");

    private static DefinitionFile File(string definition) =>
        new(new StateMachineResource("flow", "flow.asl.json", StateMachineType.Standard), "flow.asl.json", definition, definition);
}
