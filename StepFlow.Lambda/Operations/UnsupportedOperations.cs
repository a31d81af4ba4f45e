using Microsoft.AspNetCore.Http;
using StepFlow.Aws;

namespace StepFlow.Lambda.Operations;

/// <summary>The rest of the Lambda API, refused by name: functions are declared in code and started from there.</summary>
internal static class UnsupportedOperations
{
    public static readonly (string Operation, string Method, string Template)[] All =
    [
        ("AddLayerVersionPermission", "POST", "/2018-10-31/layers/{layerName}/versions/{versionNumber}/policy"),
        ("AddPermission", "POST", "/2015-03-31/functions/{functionName}/policy"),
        ("CheckpointDurableExecution", "POST", "/2025-12-01/durable-executions/{durableExecutionArn}/checkpoint"),
        ("CreateAlias", "POST", "/2015-03-31/functions/{functionName}/aliases"),
        ("CreateCapacityProvider", "POST", "/2025-11-30/capacity-providers"),
        ("CreateCodeSigningConfig", "POST", "/2020-04-22/code-signing-configs"),
        ("CreateEventSourceMapping", "POST", "/2015-03-31/event-source-mappings"),
        ("CreateFunction", "POST", "/2015-03-31/functions"),
        ("CreateFunctionUrlConfig", "POST", "/2021-10-31/functions/{functionName}/url"),
        ("DeleteAlias", "DELETE", "/2015-03-31/functions/{functionName}/aliases/{name}"),
        ("DeleteCapacityProvider", "DELETE", "/2025-11-30/capacity-providers/{capacityProviderName}"),
        ("DeleteCodeSigningConfig", "DELETE", "/2020-04-22/code-signing-configs/{codeSigningConfigArn}"),
        ("DeleteEventSourceMapping", "DELETE", "/2015-03-31/event-source-mappings/{uuid}"),
        ("DeleteFunction", "DELETE", "/2015-03-31/functions/{functionName}"),
        ("DeleteFunctionCodeSigningConfig", "DELETE", "/2020-06-30/functions/{functionName}/code-signing-config"),
        ("DeleteFunctionConcurrency", "DELETE", "/2017-10-31/functions/{functionName}/concurrency"),
        ("DeleteFunctionEventInvokeConfig", "DELETE", "/2019-09-25/functions/{functionName}/event-invoke-config"),
        ("DeleteFunctionUrlConfig", "DELETE", "/2021-10-31/functions/{functionName}/url"),
        ("DeleteLayerVersion", "DELETE", "/2018-10-31/layers/{layerName}/versions/{versionNumber}"),
        ("DeleteProvisionedConcurrencyConfig", "DELETE", "/2019-09-30/functions/{functionName}/provisioned-concurrency"),
        ("GetAccountSettings", "GET", "/2016-08-19/account-settings"),
        ("GetAlias", "GET", "/2015-03-31/functions/{functionName}/aliases/{name}"),
        ("GetCapacityProvider", "GET", "/2025-11-30/capacity-providers/{capacityProviderName}"),
        ("GetCodeSigningConfig", "GET", "/2020-04-22/code-signing-configs/{codeSigningConfigArn}"),
        ("GetDurableExecution", "GET", "/2025-12-01/durable-executions/{durableExecutionArn}"),
        ("GetDurableExecutionHistory", "GET", "/2025-12-01/durable-executions/{durableExecutionArn}/history"),
        ("GetDurableExecutionState", "GET", "/2025-12-01/durable-executions/{durableExecutionArn}/state"),
        ("GetEventSourceMapping", "GET", "/2015-03-31/event-source-mappings/{uuid}"),
        ("GetFunctionCodeSigningConfig", "GET", "/2020-06-30/functions/{functionName}/code-signing-config"),
        ("GetFunctionConcurrency", "GET", "/2019-09-30/functions/{functionName}/concurrency"),
        ("GetFunctionEventInvokeConfig", "GET", "/2019-09-25/functions/{functionName}/event-invoke-config"),
        ("GetFunctionRecursionConfig", "GET", "/2024-08-31/functions/{functionName}/recursion-config"),
        ("GetFunctionScalingConfig", "GET", "/2025-11-30/functions/{functionName}/function-scaling-config"),
        ("GetFunctionUrlConfig", "GET", "/2021-10-31/functions/{functionName}/url"),
        ("GetLayerVersion", "GET", "/2018-10-31/layers/{layerName}/versions/{versionNumber}"),
        ("GetLayerVersionByArn", "GET", "/2018-10-31/layers"),
        ("GetLayerVersionPolicy", "GET", "/2018-10-31/layers/{layerName}/versions/{versionNumber}/policy"),
        ("GetPolicy", "GET", "/2015-03-31/functions/{functionName}/policy"),
        ("GetProvisionedConcurrencyConfig", "GET", "/2019-09-30/functions/{functionName}/provisioned-concurrency"),
        ("GetRuntimeManagementConfig", "GET", "/2021-07-20/functions/{functionName}/runtime-management-config"),
        ("InvokeWithResponseStream", "POST", "/2021-11-15/functions/{functionName}/response-streaming-invocations"),
        ("ListAliases", "GET", "/2015-03-31/functions/{functionName}/aliases"),
        ("ListCapacityProviders", "GET", "/2025-11-30/capacity-providers"),
        ("ListCodeSigningConfigs", "GET", "/2020-04-22/code-signing-configs"),
        ("ListDurableExecutionsByFunction", "GET", "/2025-12-01/functions/{functionName}/durable-executions"),
        ("ListEventSourceMappings", "GET", "/2015-03-31/event-source-mappings"),
        ("ListFunctionEventInvokeConfigs", "GET", "/2019-09-25/functions/{functionName}/event-invoke-config/list"),
        ("ListFunctionUrlConfigs", "GET", "/2021-10-31/functions/{functionName}/urls"),
        ("ListFunctionVersionsByCapacityProvider", "GET", "/2025-11-30/capacity-providers/{capacityProviderName}/function-versions"),
        ("ListFunctionsByCodeSigningConfig", "GET", "/2020-04-22/code-signing-configs/{codeSigningConfigArn}/functions"),
        ("ListLayerVersions", "GET", "/2018-10-31/layers/{layerName}/versions"),
        ("ListLayers", "GET", "/2018-10-31/layers"),
        ("ListProvisionedConcurrencyConfigs", "GET", "/2019-09-30/functions/{functionName}/provisioned-concurrency"),
        ("ListTags", "GET", "/2017-03-31/tags/{resource}"),
        ("ListVersionsByFunction", "GET", "/2015-03-31/functions/{functionName}/versions"),
        ("PublishLayerVersion", "POST", "/2018-10-31/layers/{layerName}/versions"),
        ("PublishVersion", "POST", "/2015-03-31/functions/{functionName}/versions"),
        ("PutFunctionCodeSigningConfig", "PUT", "/2020-06-30/functions/{functionName}/code-signing-config"),
        ("PutFunctionConcurrency", "PUT", "/2017-10-31/functions/{functionName}/concurrency"),
        ("PutFunctionEventInvokeConfig", "PUT", "/2019-09-25/functions/{functionName}/event-invoke-config"),
        ("PutFunctionRecursionConfig", "PUT", "/2024-08-31/functions/{functionName}/recursion-config"),
        ("PutFunctionScalingConfig", "PUT", "/2025-11-30/functions/{functionName}/function-scaling-config"),
        ("PutProvisionedConcurrencyConfig", "PUT", "/2019-09-30/functions/{functionName}/provisioned-concurrency"),
        ("PutRuntimeManagementConfig", "PUT", "/2021-07-20/functions/{functionName}/runtime-management-config"),
        ("RemoveLayerVersionPermission", "DELETE", "/2018-10-31/layers/{layerName}/versions/{versionNumber}/policy/{statementId}"),
        ("RemovePermission", "DELETE", "/2015-03-31/functions/{functionName}/policy/{statementId}"),
        ("SendDurableExecutionCallbackFailure", "POST", "/2025-12-01/durable-execution-callbacks/{callbackId}/fail"),
        ("SendDurableExecutionCallbackHeartbeat", "POST", "/2025-12-01/durable-execution-callbacks/{callbackId}/heartbeat"),
        ("SendDurableExecutionCallbackSuccess", "POST", "/2025-12-01/durable-execution-callbacks/{callbackId}/succeed"),
        ("StopDurableExecution", "POST", "/2025-12-01/durable-executions/{durableExecutionArn}/stop"),
        ("TagResource", "POST", "/2017-03-31/tags/{resource}"),
        ("UntagResource", "DELETE", "/2017-03-31/tags/{resource}"),
        ("UpdateAlias", "PUT", "/2015-03-31/functions/{functionName}/aliases/{name}"),
        ("UpdateCapacityProvider", "PUT", "/2025-11-30/capacity-providers/{capacityProviderName}"),
        ("UpdateCodeSigningConfig", "PUT", "/2020-04-22/code-signing-configs/{codeSigningConfigArn}"),
        ("UpdateEventSourceMapping", "PUT", "/2015-03-31/event-source-mappings/{uuid}"),
        ("UpdateFunctionCode", "PUT", "/2015-03-31/functions/{functionName}/code"),
        ("UpdateFunctionConfiguration", "PUT", "/2015-03-31/functions/{functionName}/configuration"),
        ("UpdateFunctionEventInvokeConfig", "POST", "/2019-09-25/functions/{functionName}/event-invoke-config"),
        ("UpdateFunctionUrlConfig", "PUT", "/2021-10-31/functions/{functionName}/url"),
    ];

    /// <summary>Every path of the Lambda API begins with the date of a version.</summary>
    public static IEnumerable<string> Routes => All.Select(o => o.Template.Split('/')[1]).Append("2014-11-13").Distinct().Select(version => $"/{version}/{{**path}}");

    public static Task HandleAsync(LambdaService service, HttpContext http)
    {
        var (method, path) = (http.Request.Method, http.Request.Path.Value ?? "");
        var known = Array.Find(All, o => o.Method == method && Matches(o.Template, path)).Operation;
        throw known is null
            ? new AwsException("UnknownOperationException", $"{method} {path} is no operation of Lambda.", 404)
            : new AwsException(
                "UnsupportedOperationException",
                $"{known} is not supported by StepFlow's local Lambda service. Functions are declared in the AppHost (AddLambdaFunction) and "
                + "start with it; Invoke, InvokeAsync, GetFunction, GetFunctionConfiguration and ListFunctions are served.",
                501);
    }

    private static bool Matches(string template, string path)
    {
        var expected = template.Split('/');
        var actual = path.TrimEnd('/').Split('/');
        return expected.Length == actual.Length
            && expected.Zip(actual).All(pair => pair.First.StartsWith('{') || string.Equals(pair.First, pair.Second, StringComparison.Ordinal));
    }
}
