using StepFlow.Hosting;
using StepFlow.Hosting.Publishing;
using StepFlow.StepFunctions.Catalog;
using Xunit;

namespace StepFlow.Tests.Hosting.Publishing;

/// <summary>What a definition calls is either allowed by the template or named to whoever publishes.</summary>
public sealed class DefinitionPermissionsTests : IDisposable
{
    private const string Add = "to the policies of FlowStateMachine in the template.";

    private readonly Publications _publications = new();

    public void Dispose() => _publications.Dispose();

    [Fact]
    public void What_a_map_reads_and_writes_in_s3_is_named_with_the_permissions_it_takes() => Assert.Equal(
        [
            $"flow: it calls s3:getObject (ItemReader of Each) in the bucket orders, which is nothing that the AppHost refers it to. Add the permission (s3:GetObject on its objects) {Add}",
            "flow: it calls s3:putObject (ResultWriter of Each) in a bucket that its input names, which is nothing that the AppHost refers it to. Add the permission "
            + $"(s3:PutObject, s3:GetObject, s3:ListMultipartUploadParts and s3:AbortMultipartUpload on its objects) {Add}",
        ],
        RemarksOn("""
            { "Type": "Map", "ItemReader": { "Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": { "InputType": "JSON" },
                "Parameters": { "Bucket": "orders", "Key": "all.json" } },
              "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }, "StartAt": "Done", "States": { "Done": { "Type": "Succeed" } } },
              "ResultWriter": { "Resource": "arn:aws:states:::s3:putObject", "Parameters": { "Bucket.$": "$.bucket", "Prefix": "results" } }, "End": true }
            """));

    [Theory]
    [InlineData("\"Resource\": \"arn:aws:lambda:us-east-1:123456789012:function:other\"", "the function arn:aws:lambda:us-east-1:123456789012:function:other", "lambda:InvokeFunction")]
    [InlineData("\"Resource\": \"arn:aws:states:::lambda:invoke\", \"Parameters\": { \"FunctionName\": \"other\" }", "lambda:invoke of other", "lambda:InvokeFunction")]
    [InlineData("\"Resource\": \"arn:aws:states:::lambda:invoke\", \"Parameters\": { \"FunctionName\": \"${Queue}\" }", "lambda:invoke of a-queue", "lambda:InvokeFunction")]
    [InlineData(
        "\"Resource\": \"arn:aws:states:::lambda:invoke\", \"Parameters\": { \"FunctionName.$\": \"$.function\" }",
        "lambda:invoke of a function that is chosen by $.function",
        "lambda:InvokeFunction")]
    [InlineData(
        "\"Resource\": \"arn:aws:states:::aws-sdk:sfn:startExecution\", \"Parameters\": { \"StateMachineArn\": \"arn:aws:states:us-east-1:123456789012:stateMachine:other\" }",
        "aws-sdk:sfn:startExecution of arn:aws:states:us-east-1:123456789012:stateMachine:other",
        "states:StartExecution")]
    public void A_function_or_state_machine_that_is_not_the_models_is_named(string task, string called, string permission) =>
        Assert.Equal(
            [$"flow: it calls {called}, which is nothing that the AppHost refers it to. Add the permission ({permission}) {Add}"],
            RemarksOn($$"""{ "Type": "Task", {{task}}, "End": true }"""));

    [Fact]
    public void A_service_beyond_the_model_is_named_wherever_it_is_called() => Assert.Equal(
        [$"flow: it calls sqs:sendMessage, which is nothing that the AppHost refers it to. Add the permission {Add}"],
        RemarksOn("""
            { "Type": "Parallel", "Branches": [ { "StartAt": "Send", "States": { "Send": { "Type": "Task", "Resource": "arn:aws-cn:states:::sqs:sendMessage",
              "Parameters": { "QueueUrl": "${Queue}", "MessageBody": "hello" }, "End": true } } } ], "End": true }
            """));

    [Theory]
    [InlineData("\"Resource\": \"${Worker}\"")]
    [InlineData("\"Resource\": \"${Worker}:live\"")]
    [InlineData("\"Resource\": \"arn:aws:states:us-east-1:123456789012:activity:by-hand\"")]
    [InlineData("\"Resource\": \"arn:aws:states:::lambda:invoke\", \"Parameters\": { \"FunctionName\": \"${Worker}\" }")]
    [InlineData("\"Resource\": \"arn:aws:states:::lambda:invoke\", \"Parameters\": { \"FunctionName.$\": \"States.Format('{}:live', '${Worker}')\" }")]
    [InlineData("\"Resource\": \"arn:aws:states:::states:startExecution\", \"Parameters\": { \"StateMachineArn\": \"${Child}\" }")]
    [InlineData("\"Resource\": \"arn:aws:states:::aws-sdk:sfn:startExecution\", \"Parameters\": { \"StateMachineArn\": \"${Child}\" }")]
    [InlineData("\"Resource\": \"arn:aws:states:::aws-sdk:sfn:startSyncExecution\", \"Parameters\": { \"StateMachineArn\": \"${Child}\" }")]
    public void What_the_template_allows_is_not_named(string task) => Assert.Empty(RemarksOn($$"""{ "Type": "Task", {{task}}, "End": true }"""));

    [Fact]
    public void What_only_looks_like_a_task_calls_nothing() => Assert.Empty(RemarksOn("""
        { "Type": "Pass", "Result": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage" }, "End": true }
        """));

    private IEnumerable<string> RemarksOn(string state)
    {
        var publication = _publications.Of(builder =>
        {
            var worker = builder.AddLambdaFunction<Publications.SomeProject>("worker");
            var child = builder.AddStateMachine("child", _publications.Definition("child.asl.json", """
                { "StartAt": "Done", "States": { "Done": { "Type": "Succeed" } } }
                """), StateMachineType.Express);
            builder.AddStateMachine("flow", _publications.Definition("flow.asl.json", $$"""{ "StartAt": "Each", "States": { "Each": {{state}} } }"""))
                .WithReference(worker).WithReference(child).WithSubstitution("Queue", "a-queue");
        });
        var section = new StateMachineSection(publication, new(publication));
        return publication.Model.StateMachines.SelectMany(section.Remarks);
    }
}
