using StepFlow.Hosting.Integrations.Wire;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Tasks;
using StepFlow.StepFunctions.Tasks.Models;

namespace StepFlow.Hosting.Integrations;

/// <summary>Calls services by their models, over HTTP at the endpoint configured for each.</summary>
public sealed class ServiceCaller(
    ServiceModels models, ServiceEndpoints endpoints, AwsRequestSigner signer, HttpTask http, LocalBuckets buckets, Func<Guid> newId)
    : IServiceCaller, IDisposable
{
    private readonly HttpMessageInvoker _client = new(IntegrationHttp.NewHandler());

    public bool IsSupported(TaskResource.Integration resource, out string why)
    {
        why = "";
        if (HttpTask.Handles(resource) || (OptimizedService.All.ContainsKey(resource.Service) && !resource.IsAwsSdk))
        {
            return true;
        }

        if (!resource.IsAwsSdk)
        {
            why = $"StepFlow cannot call the optimized integration '{resource.ResourceType}:{resource.Action}'. "
                + $"Give a model of the service (--service-model FILE, botocore's service-2.json) and use aws-sdk:{resource.Service}, or mock the state (--mock-config FILE).";
            return false;
        }

        if (!models.TryGet(resource.Service, out var model))
        {
            why = $"StepFlow has no model of the service '{resource.Service}'. Give one with --service-model FILE (botocore's service-2.json), or mock the state (--mock-config FILE).";
            return false;
        }

        if (model.Operation(resource.Action) is null)
        {
            why = IntegrationCatalog.NotRecognized(resource.Arn);
            return false;
        }

        return true;
    }

    public IReadOnlyList<string> Problems(TaskResource.Integration resource, JsonValue parameters) =>
        resource.IsAwsSdk && models.TryGet(resource.Service, out var model) && model.Operation(resource.Action) is { } operation
            ? ParameterNames.Problems(model, operation, parameters)
            : [];

    public async Task<TaskOutcome> CallAsync(TaskCall call, TaskResource.Integration resource, CancellationToken cancellation)
    {
        if (HttpTask.Handles(resource))
        {
            return await http.CallAsync(call, resource, cancellation);
        }

        var optimized = resource.IsAwsSdk ? null : OptimizedService.All.GetValueOrDefault(resource.Service);
        if (!models.TryGet(optimized?.Model ?? resource.Service, out var model) || model.Operation(resource.Action) is not { } operation)
        {
            _ = IsSupported(resource, out var why);
            return TaskOutcome.Fail(StatesError.Runtime, why);
        }

        var parameters = call.Parameters as JsonObject ?? JsonObject.Empty;
        if (endpoints.Find(model, out var remedy) is not { } endpoint)
        {
            return model.Id is "s3" ? await buckets.CallAsync(operation, parameters, cancellation) : TaskOutcome.Fail(StatesError.Runtime, remedy);
        }

        var names = new ErrorNames(model, optimized);
        if (model.Id is "s3" && operation.Name is not "CreateBucket" && S3Answer.Refusal(parameters, newId) is { } refusal)
        {
            return names.Failed(refusal);
        }

        try
        {
            var answer = await SendAsync(model, ServiceRequest.For(model, operation, parameters), endpoint, call, cancellation);
            return OutcomeOf(answer, model, operation, parameters, names, resource);
        }
        catch (HttpRequestException e)
        {
            return names.Unreachable($"{e.Message} (endpoint {endpoint})");
        }
        catch (FormatException e)
        {
            return names.Unreachable($"The endpoint {endpoint} did not answer as {model.SdkName} does: {e.Message}");
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<ServiceAnswer> SendAsync(ServiceModel model, ServiceRequest request, Uri endpoint, TaskCall call, CancellationToken cancellation)
    {
        using var message = request.ToMessage(endpoint);
        if (call.TraceHeader is not null)
        {
            message.Headers.TryAddWithoutValidation("X-Amzn-Trace-Id", call.TraceHeader);
        }

        signer.Sign(message, model.SigningName, call.Region, request.Body);
        using var response = await _client.SendAsync(message, cancellation);
        return new((int)response.StatusCode, IntegrationHttp.HeadersOf(response), await response.Content.ReadAsByteArrayAsync(cancellation));
    }

    private TaskOutcome OutcomeOf(
        ServiceAnswer answer, ServiceModel model, OperationModel operation, JsonObject parameters, ErrorNames names, TaskResource.Integration resource)
    {
        var requestId = answer.RequestId ?? newId().ToString();
        if (!answer.IsSuccess)
        {
            var error = answer.Error(model.Protocol, requestId);
            return names.Failed(model.Id is "s3" ? S3Answer.Complete(error, newId) : error);
        }

        var result = answer.Result(model, operation, resource.IsAwsSdk ? MemberNaming.AwsSdk : MemberNaming.Optimized);
        if (resource.IsAwsSdk)
        {
            return TaskOutcome.Of(model.Id is "s3" ? S3Answer.Complete(operation, parameters, answer, result) : result);
        }

        // EventBridge answers 200 for entries it refused; Step Functions fails the Task with the answer as cause.
        return resource.Is("events", "putEvents") && result["FailedEntryCount"] is JsonNumber { Value: > 0 }
            ? TaskOutcome.Fail("EventBridge.FailedEntry", result.ToString())
            : TaskOutcome.Of(SdkMetadata.AddTo(result, resource.Service, answer.Status, answer.Headers, requestId));
    }
}

/// <summary>Names a service's errors as the integration in use does.</summary>
internal sealed record ErrorNames(ServiceModel Model, OptimizedService? Optimized)
{
    public TaskOutcome Failed(ServiceError error)
    {
        var exception = Model.ExceptionFor(error.Code);
        return new TaskOutcome.Failed(Optimized is null
            ? error.AwsSdk(Model.SdkName, exception)
            : error.Optimized(Optimized.Prefix, Optimized.SdkService, Optimized.BaseException, exception));
    }

    public TaskOutcome Unreachable(string message) => Optimized is null
        ? TaskOutcome.Fail($"{Model.SdkName}.SdkClientException", $"Unable to execute HTTP request: {message} (SDK Attempt Count: 1)")
        : TaskOutcome.Fail($"{Optimized.Prefix}.SdkClientException", $"Unable to execute HTTP request: {message}");
}
