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
            var entries = operation.Name is "PutEvents" ? EventEntries.Judge(parameters) : null;
            return entries is { HasNone: true }
                ? ResultOf(entries.Complete(JsonObject.Empty), resource, new(200, [], []))
                : await CallAsync(call, resource, new(model, operation, entries?.Parameters ?? parameters, names, entries), endpoint, cancellation);
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

    private async Task<TaskOutcome> CallAsync(
        TaskCall call, TaskResource.Integration resource, ServiceCall service, Uri endpoint, CancellationToken cancellation)
    {
        var (model, operation, parameters, names, entries) = service;
        var answer = await SendAsync(model, ServiceRequest.For(model, operation, parameters), endpoint, call, cancellation);
        if (!answer.IsSuccess)
        {
            var error = answer.Error(model.Protocol, answer.RequestId ?? newId().ToString());
            return names.Failed(model.Id is "s3" ? S3Answer.Complete(error, newId) : error);
        }

        var result = answer.Result(model, operation, resource.IsAwsSdk ? MemberNaming.AwsSdk : MemberNaming.Optimized);
        result = model.Id is "s3" ? S3Answer.Complete(operation, parameters, answer, result) : entries?.Complete(result) ?? result;
        return ResultOf(result, resource, answer);
    }

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

    // EventBridge answers 200 for entries it refused; the optimized integration fails the Task with the answer as cause.
    private TaskOutcome ResultOf(JsonObject result, TaskResource.Integration resource, ServiceAnswer answer) =>
        resource.IsAwsSdk ? TaskOutcome.Of(result)
        : resource.Is("events", "putEvents") && result["FailedEntryCount"] is JsonNumber { Value: > 0 }
            ? TaskOutcome.Fail("EventBridge.FailedEntry", result.ToString())
            : TaskOutcome.Of(SdkMetadata.AddTo(result, resource.Service, answer.Status, answer.Headers, answer.RequestId ?? newId().ToString()));

    private sealed record ServiceCall(ServiceModel Model, OperationModel Operation, JsonObject Parameters, ErrorNames Names, EventEntries? Entries);
}

/// <summary>Names a service's errors as the integration in use does.</summary>
internal sealed record ErrorNames(ServiceModel Model, OptimizedService? Optimized)
{
    // What AWS's client throws when no service answers. An endpoint that stands in for the service (a mock, a replay) can only play it by its name.
    private const string ClientException = "SdkClientException";

    public TaskOutcome Failed(ServiceError error)
    {
        if (error.Code is ClientException)
        {
            return OfClient(error.Message);
        }

        var exception = Model.ExceptionFor(error.Code);
        return new TaskOutcome.Failed(Optimized is null
            ? error.AwsSdk(Model.SdkName, exception)
            : error.Optimized(Optimized.Prefix, Optimized.SdkService, Optimized.BaseException, exception));
    }

    public TaskOutcome Unreachable(string message) =>
        OfClient($"Unable to execute HTTP request: {message}{(Optimized is null ? " (SDK Attempt Count: 1)" : "")}");

    private TaskOutcome OfClient(string message) => TaskOutcome.Fail($"{Optimized?.Prefix ?? Model.SdkName}.{ClientException}", message);
}
