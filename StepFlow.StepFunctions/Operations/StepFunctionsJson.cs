using System.Text.Json;
using System.Text.Json.Serialization;
using StepFlow.Aws.Protocol;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>The contract of the API: every request and answer, read and written by generated code.</summary>
[JsonSerializable(typeof(CreateActivityRequest))]
[JsonSerializable(typeof(CreateActivityResponse))]
[JsonSerializable(typeof(CreateStateMachineRequest))]
[JsonSerializable(typeof(CreateStateMachineResponse))]
[JsonSerializable(typeof(CreateStateMachineAliasRequest))]
[JsonSerializable(typeof(CreateStateMachineAliasResponse))]
[JsonSerializable(typeof(DeleteActivityRequest))]
[JsonSerializable(typeof(DeleteStateMachineRequest))]
[JsonSerializable(typeof(DeleteStateMachineAliasRequest))]
[JsonSerializable(typeof(DeleteStateMachineVersionRequest))]
[JsonSerializable(typeof(DescribeActivityRequest))]
[JsonSerializable(typeof(DescribeActivityResponse))]
[JsonSerializable(typeof(DescribeExecutionRequest))]
[JsonSerializable(typeof(DescribeExecutionResponse))]
[JsonSerializable(typeof(DescribeMapRunRequest))]
[JsonSerializable(typeof(DescribeMapRunResponse))]
[JsonSerializable(typeof(DescribeStateMachineRequest))]
[JsonSerializable(typeof(DescribeStateMachineResponse))]
[JsonSerializable(typeof(DescribeStateMachineAliasRequest))]
[JsonSerializable(typeof(DescribeStateMachineAliasResponse))]
[JsonSerializable(typeof(DescribeStateMachineForExecutionRequest))]
[JsonSerializable(typeof(DescribeStateMachineForExecutionResponse))]
[JsonSerializable(typeof(GetActivityTaskRequest))]
[JsonSerializable(typeof(GetActivityTaskResponse))]
[JsonSerializable(typeof(GetExecutionHistoryRequest))]
[JsonSerializable(typeof(GetExecutionHistoryResponse))]
[JsonSerializable(typeof(ListActivitiesRequest))]
[JsonSerializable(typeof(ListActivitiesResponse))]
[JsonSerializable(typeof(ListExecutionsRequest))]
[JsonSerializable(typeof(ListExecutionsResponse))]
[JsonSerializable(typeof(ListMapRunsRequest))]
[JsonSerializable(typeof(ListMapRunsResponse))]
[JsonSerializable(typeof(ListStateMachineAliasesRequest))]
[JsonSerializable(typeof(ListStateMachineAliasesResponse))]
[JsonSerializable(typeof(ListStateMachineVersionsRequest))]
[JsonSerializable(typeof(ListStateMachineVersionsResponse))]
[JsonSerializable(typeof(ListStateMachinesRequest))]
[JsonSerializable(typeof(ListStateMachinesResponse))]
[JsonSerializable(typeof(ListTagsForResourceRequest))]
[JsonSerializable(typeof(ListTagsForResourceResponse))]
[JsonSerializable(typeof(PublishStateMachineVersionRequest))]
[JsonSerializable(typeof(PublishStateMachineVersionResponse))]
[JsonSerializable(typeof(RedriveExecutionRequest))]
[JsonSerializable(typeof(RedriveExecutionResponse))]
[JsonSerializable(typeof(SendTaskFailureRequest))]
[JsonSerializable(typeof(SendTaskHeartbeatRequest))]
[JsonSerializable(typeof(SendTaskSuccessRequest))]
[JsonSerializable(typeof(StartExecutionRequest))]
[JsonSerializable(typeof(StartExecutionResponse))]
[JsonSerializable(typeof(StartSyncExecutionRequest))]
[JsonSerializable(typeof(StartSyncExecutionResponse))]
[JsonSerializable(typeof(StopExecutionRequest))]
[JsonSerializable(typeof(StopExecutionResponse))]
[JsonSerializable(typeof(TagResourceRequest))]
[JsonSerializable(typeof(TestStateRequest))]
[JsonSerializable(typeof(TestStateResponse))]
[JsonSerializable(typeof(UntagResourceRequest))]
[JsonSerializable(typeof(UpdateMapRunRequest))]
[JsonSerializable(typeof(UpdateStateMachineRequest))]
[JsonSerializable(typeof(UpdateStateMachineResponse))]
[JsonSerializable(typeof(UpdateStateMachineAliasRequest))]
[JsonSerializable(typeof(UpdateStateMachineAliasResponse))]
[JsonSerializable(typeof(ValidateStateMachineDefinitionRequest))]
[JsonSerializable(typeof(ValidateStateMachineDefinitionResponse))]
[JsonSerializable(typeof(Nothing))]
internal sealed partial class StepFunctionsJson : JsonSerializerContext
{
    /// <summary>The one instance in use: its options are those of AWS JSON.</summary>
    public static StepFunctionsJson Wire { get; } = Create();

    private static StepFunctionsJson Create()
    {
        var options = AwsJson.Options(new JsonSerializerOptions());
        options.Converters.Add(new JsonOutput.Converter());
        options.Converters.Add(new HistoryPage.Converter());
        return new(options);
    }
}
