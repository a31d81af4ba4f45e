using System.Collections.Frozen;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.StepFunctions.StateTesting;

/// <summary>The API operation whose answer a mocked result has to look like.</summary>
internal readonly record struct MockedOperation(string Service, string Action)
{
    private static readonly FrozenDictionary<string, string> Services = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["elasticmapreduce"] = "emr",
        ["emr-containers"] = "emrcontainers",
        ["emr-serverless"] = "emrserverless",
        ["events"] = "eventbridge",
        ["states"] = "sfn",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Optimized actions that AWS named otherwise than the API.
    private static readonly FrozenDictionary<string, MockedOperation> Renamed = new Dictionary<string, MockedOperation>(StringComparer.Ordinal)
    {
        ["bedrock:invokeModel"] = new("bedrockruntime", "invokeModel"),
        ["elasticmapreduce:addStep"] = new("emr", "addJobFlowSteps"),
        ["elasticmapreduce:cancelStep"] = new("emr", "cancelSteps"),
        ["elasticmapreduce:createCluster"] = new("emr", "runJobFlow"),
        ["elasticmapreduce:modifyInstanceFleetByName"] = new("emr", "modifyInstanceFleet"),
        ["elasticmapreduce:modifyInstanceGroupByName"] = new("emr", "modifyInstanceGroups"),
        ["elasticmapreduce:setClusterTerminationProtection"] = new("emr", "setTerminationProtection"),
        ["elasticmapreduce:terminateCluster"] = new("emr", "terminateJobFlows"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // What Step Functions asks until the job of a .sync has ended.
    private static readonly FrozenDictionary<string, string> Polled = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["athena:startQueryExecution"] = "getQueryExecution",
        ["batch:submitJob"] = "describeJobs",
        ["bedrock:createModelCustomizationJob"] = "getModelCustomizationJob",
        ["codebuild:retryBuildBatch"] = "batchGetBuildBatches",
        ["codebuild:startBuild"] = "batchGetBuilds",
        ["codebuild:startBuildBatch"] = "batchGetBuildBatches",
        ["databrew:startJobRun"] = "describeJobRun",
        ["ecs:runTask"] = "describeTasks",
        ["eks:createCluster"] = "describeCluster",
        ["eks:createFargateProfile"] = "describeFargateProfile",
        ["eks:createNodegroup"] = "describeNodegroup",
        ["eks:deleteCluster"] = "describeCluster",
        ["eks:deleteFargateProfile"] = "describeFargateProfile",
        ["eks:deleteNodegroup"] = "describeNodegroup",
        ["elasticmapreduce:addStep"] = "describeStep",
        ["elasticmapreduce:createCluster"] = "describeCluster",
        ["elasticmapreduce:terminateCluster"] = "describeCluster",
        ["emr-containers:deleteVirtualCluster"] = "describeVirtualCluster",
        ["emr-containers:startJobRun"] = "describeJobRun",
        ["emr-serverless:cancelJobRun"] = "getJobRun",
        ["emr-serverless:createApplication"] = "getApplication",
        ["emr-serverless:deleteApplication"] = "getApplication",
        ["emr-serverless:startApplication"] = "getApplication",
        ["emr-serverless:startJobRun"] = "getJobRun",
        ["emr-serverless:stopApplication"] = "getApplication",
        ["glue:startJobRun"] = "getJobRun",
        ["mediaconvert:createJob"] = "getJob",
        ["sagemaker:createHyperParameterTuningJob"] = "describeHyperParameterTuningJob",
        ["sagemaker:createLabelingJob"] = "describeLabelingJob",
        ["sagemaker:createProcessingJob"] = "describeProcessingJob",
        ["sagemaker:createTrainingJob"] = "describeTrainingJob",
        ["sagemaker:createTransformJob"] = "describeTransformJob",
        ["states:startExecution"] = "describeExecution",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>
    /// Null where AWS checks no mock: functions by ARN and activities, HTTP Tasks, API Gateway, and what runs in EKS. What a task token
    /// brings is the token holder's, not the service's, and is not checked either.
    /// </summary>
    public static MockedOperation? Of(TaskResource resource)
    {
        if (resource is not TaskResource.Integration integration
            || integration.Pattern is IntegrationPattern.WaitForTaskToken
            || integration is { IsAwsSdk: false, Service: "http" or "apigateway" }
            || integration.Is("eks", "call")
            || integration.Is("eks", "runJob"))
        {
            return null;
        }

        if (integration.IsAwsSdk)
        {
            return new(integration.Service, integration.Action);
        }

        var name = $"{integration.Service}:{integration.Action}";
        var service = Services.GetValueOrDefault(integration.Service, integration.Service);
        return integration.Pattern is IntegrationPattern.Sync or IntegrationPattern.Sync2 && Polled.TryGetValue(name, out var polled)
            ? new(service, polled)
            : Renamed.TryGetValue(name, out var renamed) ? renamed : new(service, integration.Action);
    }
}
