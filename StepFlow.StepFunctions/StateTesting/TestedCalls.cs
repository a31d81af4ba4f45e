using StepFlow.Aws;
using StepFlow.Language.Definitions;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.Language.States;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Running;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.StepFunctions.StateTesting;

/// <summary>Makes the call of a tested Task for real, where no mock stands in for it.</summary>
internal sealed class TestedCalls(
    ITaskIntegrations integrations, IExecutionTargets targets, IExecutions executions, TimeProvider time, Func<Guid> newGuid)
{
    /// <summary>AWS's limit for a test.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>Calls and waits for the answer. Throws <see cref="StatesException"/> where the call cannot be made from these arguments.</summary>
    public async Task<TaskOutcome> CallAsync(StateTest test, TaskState task, Step.CallTask step, string executionArn, HttpWatch? watch, CancellationToken cancellation)
    {
        if (!TaskResource.TryParse(task.Resource, out var resource) || !integrations.IsSupported(resource, out _))
        {
            return new TaskOutcome.Failed(new(StatesError.Runtime, Why(task.Resource)));
        }

        var call = new TaskCall(resource, step.Arguments, test.Region, test.Account, executionArn, TestedState.Name, RoleArn: step.RoleArn) { Watch = watch };
        if (integrations.Check(call, task.Language is QueryLanguage.Jsonata ? "Arguments" : "Parameters") is { } refusal)
        {
            throw new StatesException(refusal);
        }

        var limit = step.TimeoutSeconds is { } seconds && seconds < Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : Longest;
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        try
        {
            return resource is TaskResource.Integration integration && integration.Is("states", "startExecution")
                ? await StartAsync(step.Arguments, either.Token)
                : await integrations.CallAsync(call, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new TaskOutcome.Failed(new(StatesError.Timeout));
        }
    }

    private string Why(string arn) =>
        TaskResource.TryParse(arn, out var resource) && !integrations.IsSupported(resource, out var why) ? why : IntegrationCatalog.NotRecognized(arn);

    private async Task<TaskOutcome> StartAsync(JsonValue arguments, CancellationToken cancellation)
    {
        var request = NestedExecution.RequestOf(arguments);
        try
        {
            var name = request.Name ?? newGuid().ToString();
            var start = targets.Resolve(request.StateMachineArn, name, JsonValue.Parse(request.Input), request.Input, request.TraceHeader);
            var started = await executions.StartAsync(start, cancellation);
            return TaskOutcome.Of(NestedExecution.Started(started.ExecutionArn, started.StartDate, time.GetUtcNow(), newGuid().ToString()));
        }
        catch (AwsException e)
        {
            return NestedExecution.Refused(e.Status, e.Code, e.Message, newGuid().ToString());
        }
        catch (JsonSyntaxException e)
        {
            return NestedExecution.Refused(400, "InvalidExecutionInput", $"Invalid State Machine Execution Input: '{e.Message}'", newGuid().ToString());
        }
    }
}
