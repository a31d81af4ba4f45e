using StepFlow.Language.Errors;

namespace StepFlow.StepFunctions.Tasks;

/// <summary>Sends a Task's call where it belongs: functions to the invoker, other services to the service caller.</summary>
public sealed class TaskIntegrations(IFunctionInvoker functions, IServiceCaller services) : ITaskIntegrations
{
    public bool IsSupported(TaskResource resource, out string why)
    {
        why = "";
        if (resource is not TaskResource.Integration integration)
        {
            return true;
        }

        if (!IntegrationCatalog.Exists(integration))
        {
            why = IntegrationCatalog.NotRecognized(resource.Arn);
            return false;
        }

        return integration.Is("lambda", "invoke") || integration.Is("states", "startExecution") || services.IsSupported(integration, out why);
    }

    public StatesError? Check(TaskCall call, string field)
    {
        if (TaskParameters.Check(call, field) is { } refusal)
        {
            return refusal;
        }

        return call.Resource is TaskResource.Integration { IsAwsSdk: true } integration
            && services.Problems(integration, call.Parameters) is { Count: > 0 } problems
                ? TaskParameters.Refusal(call.Parameters, field, problems)
                : null;
    }

    public async Task<TaskOutcome> CallAsync(TaskCall call, CancellationToken cancellation)
    {
        var outcome = LambdaInvocation.CallFor(call) is { } invocation
            ? await InvokeAsync(call, invocation, cancellation)
            : await CallServiceAsync(call, cancellation);
        return TaskResult.Limit(call.Resource, outcome);
    }

    private async Task<TaskOutcome> InvokeAsync(TaskCall call, FunctionCall invocation, CancellationToken cancellation)
    {
        try
        {
            var result = await functions.InvokeAsync(invocation, cancellation);
            return call.Resource is TaskResource.LambdaFunction ? LambdaInvocation.OfFunction(result) : LambdaInvocation.OfInvoke(result, invocation.LogType);
        }
        catch (FunctionUnreachableException e)
        {
            return LambdaInvocation.Unreachable(e.Message);
        }
    }

    private Task<TaskOutcome> CallServiceAsync(TaskCall call, CancellationToken cancellation) => call.Resource is TaskResource.Integration integration
        ? services.CallAsync(call, integration, cancellation)
        : throw new InvalidOperationException($"'{call.Resource.Arn}' is for the engine, not for an integration.");
}
