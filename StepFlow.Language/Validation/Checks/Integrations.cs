using System.Collections.Frozen;

namespace StepFlow.Language.Validation.Checks;

/// <summary>The optimized integrations and the patterns each offers: response, <c>.sync</c>, <c>.waitForTaskToken</c>.</summary>
internal static class Integrations
{
    [Flags]
    private enum Patterns
    {
        Response = 1,
        Sync = 2,
        Callback = 4,
        Sync2 = 8,
    }

    private static readonly FrozenDictionary<string, Patterns> Table = new Dictionary<string, Patterns>
    {
        ["apigateway:invoke"] = Patterns.Response | Patterns.Callback,
        ["athena:getQueryExecution"] = Patterns.Response,
        ["athena:getQueryResults"] = Patterns.Response,
        ["athena:startQueryExecution"] = Patterns.Response | Patterns.Sync,
        ["athena:stopQueryExecution"] = Patterns.Response,
        ["batch:submitJob"] = Patterns.Response | Patterns.Sync,
        ["bedrock:createModelCustomizationJob"] = Patterns.Response | Patterns.Sync,
        ["bedrock:invokeModel"] = Patterns.Response | Patterns.Callback,
        ["bedrock-agentcore:invokeHarness"] = Patterns.Response,
        ["codebuild:batchDeleteBuilds"] = Patterns.Response,
        ["codebuild:batchGetReports"] = Patterns.Response,
        ["codebuild:deleteBuildBatch"] = Patterns.Response,
        ["codebuild:retryBuildBatch"] = Patterns.Response | Patterns.Sync,
        ["codebuild:startBuild"] = Patterns.Response | Patterns.Sync,
        ["codebuild:startBuildBatch"] = Patterns.Response | Patterns.Sync,
        ["codebuild:stopBuild"] = Patterns.Response,
        ["codebuild:stopBuildBatch"] = Patterns.Response,
        ["databrew:startJobRun"] = Patterns.Response | Patterns.Sync,
        ["dynamodb:deleteItem"] = Patterns.Response,
        ["dynamodb:getItem"] = Patterns.Response,
        ["dynamodb:putItem"] = Patterns.Response,
        ["dynamodb:updateItem"] = Patterns.Response,
        ["ecs:runTask"] = Patterns.Response | Patterns.Sync | Patterns.Callback,
        ["eks:call"] = Patterns.Response,
        ["eks:createCluster"] = Patterns.Response | Patterns.Sync,
        ["eks:createFargateProfile"] = Patterns.Response | Patterns.Sync,
        ["eks:createNodegroup"] = Patterns.Response | Patterns.Sync,
        ["eks:deleteCluster"] = Patterns.Response | Patterns.Sync,
        ["eks:deleteFargateProfile"] = Patterns.Response | Patterns.Sync,
        ["eks:deleteNodegroup"] = Patterns.Response | Patterns.Sync,
        ["eks:runJob"] = Patterns.Response | Patterns.Sync,
        ["elasticmapreduce:addStep"] = Patterns.Response | Patterns.Sync,
        ["elasticmapreduce:cancelStep"] = Patterns.Response,
        ["elasticmapreduce:createCluster"] = Patterns.Response | Patterns.Sync,
        ["elasticmapreduce:modifyInstanceFleetByName"] = Patterns.Response,
        ["elasticmapreduce:modifyInstanceGroupByName"] = Patterns.Response,
        ["elasticmapreduce:setClusterTerminationProtection"] = Patterns.Response,
        ["elasticmapreduce:terminateCluster"] = Patterns.Response | Patterns.Sync,
        ["emr-containers:createVirtualCluster"] = Patterns.Response,
        ["emr-containers:deleteVirtualCluster"] = Patterns.Response | Patterns.Sync,
        ["emr-containers:startJobRun"] = Patterns.Response | Patterns.Sync,
        ["emr-serverless:cancelJobRun"] = Patterns.Response | Patterns.Sync,
        ["emr-serverless:createApplication"] = Patterns.Response | Patterns.Sync,
        ["emr-serverless:deleteApplication"] = Patterns.Response | Patterns.Sync,
        ["emr-serverless:startApplication"] = Patterns.Response | Patterns.Sync,
        ["emr-serverless:startJobRun"] = Patterns.Response | Patterns.Sync,
        ["emr-serverless:stopApplication"] = Patterns.Response | Patterns.Sync,
        ["events:putEvents"] = Patterns.Response | Patterns.Callback,
        ["glue:startJobRun"] = Patterns.Response | Patterns.Sync,
        ["http:invoke"] = Patterns.Response,
        ["lambda:invoke"] = Patterns.Response | Patterns.Callback,
        ["mediaconvert:createJob"] = Patterns.Response | Patterns.Sync,
        ["sagemaker:createEndpoint"] = Patterns.Response,
        ["sagemaker:createEndpointConfig"] = Patterns.Response,
        ["sagemaker:createHyperParameterTuningJob"] = Patterns.Response | Patterns.Sync,
        ["sagemaker:createLabelingJob"] = Patterns.Response | Patterns.Sync,
        ["sagemaker:createModel"] = Patterns.Response,
        ["sagemaker:createProcessingJob"] = Patterns.Response | Patterns.Sync,
        ["sagemaker:createTrainingJob"] = Patterns.Response | Patterns.Sync,
        ["sagemaker:createTransformJob"] = Patterns.Response | Patterns.Sync,
        ["sagemaker:updateEndpoint"] = Patterns.Response,
        ["sns:publish"] = Patterns.Response | Patterns.Callback,
        ["sqs:sendMessage"] = Patterns.Response | Patterns.Callback,
        ["states:startExecution"] = Patterns.Response | Patterns.Sync | Patterns.Sync2 | Patterns.Callback,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool Knows(string service, string action, string? pattern) =>
        Table.TryGetValue($"{service}:{action}", out var offered) && offered.HasFlag(pattern switch
        {
            null => Patterns.Response,
            ".sync" => Patterns.Sync,
            ".sync:2" => Patterns.Sync2,
            _ => Patterns.Callback,
        });
}
