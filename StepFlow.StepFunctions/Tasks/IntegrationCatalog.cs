using System.Collections.Frozen;

namespace StepFlow.StepFunctions.Tasks;

/// <summary>The optimized integrations AWS documents, each with the patterns it takes. That AWS has one does not say that it can be called here.</summary>
public static class IntegrationCatalog
{
    private const string Plain = "";
    private const string Job = "sync";
    private const string Token = "token";
    private const string JobAndToken = "sync token";

    private static readonly FrozenDictionary<string, string> Optimized = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["apigateway:invoke"] = Token,
        ["athena:getQueryExecution"] = Plain,
        ["athena:getQueryResults"] = Plain,
        ["athena:startQueryExecution"] = Job,
        ["athena:stopQueryExecution"] = Plain,
        ["batch:submitJob"] = Job,
        ["bedrock:createModelCustomizationJob"] = Job,
        ["bedrock:invokeModel"] = Plain,
        ["codebuild:batchDeleteBuilds"] = Plain,
        ["codebuild:batchGetReports"] = Plain,
        ["codebuild:deleteBuildBatch"] = Plain,
        ["codebuild:retryBuildBatch"] = Job,
        ["codebuild:startBuild"] = Job,
        ["codebuild:startBuildBatch"] = Job,
        ["codebuild:stopBuild"] = Plain,
        ["codebuild:stopBuildBatch"] = Plain,
        ["databrew:startJobRun"] = Job,
        ["dynamodb:deleteItem"] = Plain,
        ["dynamodb:getItem"] = Plain,
        ["dynamodb:putItem"] = Plain,
        ["dynamodb:updateItem"] = Plain,
        ["ecs:runTask"] = JobAndToken,
        ["eks:call"] = Plain,
        ["eks:createCluster"] = Job,
        ["eks:createFargateProfile"] = Job,
        ["eks:createNodegroup"] = Job,
        ["eks:deleteCluster"] = Job,
        ["eks:deleteFargateProfile"] = Job,
        ["eks:deleteNodegroup"] = Job,
        ["eks:runJob"] = Job,
        ["elasticmapreduce:addStep"] = Job,
        ["elasticmapreduce:cancelStep"] = Plain,
        ["elasticmapreduce:createCluster"] = Job,
        ["elasticmapreduce:modifyInstanceFleetByName"] = Plain,
        ["elasticmapreduce:modifyInstanceGroupByName"] = Plain,
        ["elasticmapreduce:setClusterTerminationProtection"] = Plain,
        ["elasticmapreduce:terminateCluster"] = Job,
        ["emr-containers:createVirtualCluster"] = Plain,
        ["emr-containers:deleteVirtualCluster"] = Job,
        ["emr-containers:startJobRun"] = Job,
        ["emr-serverless:cancelJobRun"] = Job,
        ["emr-serverless:createApplication"] = Job,
        ["emr-serverless:deleteApplication"] = Job,
        ["emr-serverless:startApplication"] = Job,
        ["emr-serverless:startJobRun"] = Job,
        ["emr-serverless:stopApplication"] = Job,
        ["events:putEvents"] = Token,
        ["glue:startJobRun"] = Job,
        ["http:invoke"] = Plain,
        ["lambda:invoke"] = Token,
        ["mediaconvert:createJob"] = Job,
        ["sagemaker:createEndpoint"] = Plain,
        ["sagemaker:createEndpointConfig"] = Plain,
        ["sagemaker:createHyperParameterTuningJob"] = Job,
        ["sagemaker:createLabelingJob"] = Job,
        ["sagemaker:createModel"] = Plain,
        ["sagemaker:createProcessingJob"] = Job,
        ["sagemaker:createTrainingJob"] = Job,
        ["sagemaker:createTransformJob"] = Job,
        ["sagemaker:updateEndpoint"] = Plain,
        ["sns:publish"] = Token,
        ["sqs:sendMessage"] = Token,
        ["states:startExecution"] = JobAndToken,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary><c>service:action</c> of each.</summary>
    internal static IEnumerable<string> Names => Optimized.Keys;

    /// <summary>Every optimized integration as <c>service:action</c>.</summary>
    public static IEnumerable<string> All => Optimized.Keys;

    /// <summary>Whether AWS has this integration in this pattern. Of <c>aws-sdk:</c> only the patterns are known here.</summary>
    public static bool Exists(TaskResource.Integration resource)
    {
        if (resource.IsAwsSdk)
        {
            return resource.Pattern is IntegrationPattern.RequestResponse or IntegrationPattern.WaitForTaskToken;
        }

        if (!Optimized.TryGetValue($"{resource.Service}:{resource.Action}", out var patterns))
        {
            return false;
        }

        return resource.Pattern switch
        {
            IntegrationPattern.RequestResponse => true,
            IntegrationPattern.Sync => patterns.Contains(Job, StringComparison.Ordinal),
            IntegrationPattern.Sync2 => resource.Is("states", "startExecution"),
            IntegrationPattern.WaitForTaskToken => patterns.Contains(Token, StringComparison.Ordinal),
            _ => false,
        };
    }

    /// <summary>AWS's words for a Resource it does not know (recorded).</summary>
    public static string NotRecognized(string arn) =>
        $"The resource provided {arn} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.";
}
