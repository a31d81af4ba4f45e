using System.Diagnostics;
using StepFlow.Aws.Tracing;
using StepFlow.Language.Errors;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.StepFunctions.Tracing;

/// <summary>The spans of executions: their names and attributes, and how they begin and end.</summary>
public static class StepFunctionsTelemetry
{
    public const string SourceName = "StepFlow.StepFunctions";

    private static readonly ActivitySource Source = new(SourceName);

    internal static bool IsListenedTo => Source.HasListeners();

    internal static Activity? StartExecution(ExecutionIdentity identity, DateTimeOffset at, int redrives)
    {
        var machine = identity.StateMachineArn[(identity.StateMachineArn.LastIndexOf(':') + 1)..];
        return Start(
            $"execute {machine}", identity.Express ? ActivityKind.Server : ActivityKind.Consumer, XRayTraceHeader.TryParse(identity.Trace, out var caller) ? caller : default, at)
            ?.SetTag("aws.step_functions.state_machine.arn", identity.StateMachineArn)
            .SetTag("stepflow.execution.arn", identity.ExecutionArn)
            .SetTag("stepflow.execution.name", identity.Name)
            .SetTag("stepflow.execution.type", identity.Express ? "EXPRESS" : "STANDARD")
            .SetTag("stepflow.execution.redrive_count", redrives);
    }

    internal static Activity? StartState(string name, string type, long enteredEventId, int inputSize, Activity parent, DateTimeOffset at) =>
        Start(name, ActivityKind.Internal, parent.Context, at)
            ?.SetTag("stepflow.state.name", name)
            .SetTag("stepflow.state.type", type)
            .SetTag("stepflow.state.entered_event_id", enteredEventId)
            .SetTag("stepflow.state.input_size", inputSize);

    internal static Activity? StartBranch(int index, Activity parent, DateTimeOffset at) =>
        Start($"branch {index}", ActivityKind.Internal, parent.Context, at)?.SetTag("stepflow.branch.index", index);

    internal static Activity? StartIteration(int index, Activity parent, DateTimeOffset at) =>
        Start($"iteration {index}", ActivityKind.Internal, parent.Context, at)?.SetTag("stepflow.map.index", index);

    internal static Activity? StartAttempt(WorkScheduled scheduled, int number, Activity parent)
    {
        var attempt = Start($"attempt {number}", ActivityKind.Client, parent.Context, scheduled.At)
            ?.SetTag("stepflow.task.resource", scheduled.Resource)
            .SetTag("stepflow.task.attempt", number);
        if (attempt is not null && TaskResource.TryParse(scheduled.Resource, out var resource))
        {
            var (service, method) = resource switch
            {
                TaskResource.LambdaFunction => ("lambda", "invoke"),
                TaskResource.Integration integration => (integration.Service, integration.Action),
                _ => ("states", "activity"),
            };
            attempt.SetTag("rpc.system", "aws-api").SetTag("rpc.service", service).SetTag("rpc.method", method);
        }

        return attempt;
    }

    internal static void AddRetry(this Activity? state, StatesError? error, DateTimeOffset at, DateTimeOffset dueAt) => state?.AddEvent(new(
        "stepflow.retry", at, new() { ["error.type"] = error?.Name, ["stepflow.cause"] = error?.Cause, ["stepflow.retry.delay_ms"] = (dueAt - at).TotalMilliseconds }));

    internal static void AddCatch(this Activity? state, StatesError error, DateTimeOffset at, string? next) =>
        state?.AddEvent(new("stepflow.catch", at, new() { ["error.type"] = error.Name, ["stepflow.cause"] = error.Cause, ["stepflow.next"] = next }));

    internal static void End(this Activity? activity, DateTimeOffset at, StatesError? error = null)
    {
        if (activity is null || activity.IsStopped)
        {
            return;
        }

        if (error is not null)
        {
            activity.SetStatus(ActivityStatusCode.Error, error.Cause).SetTag("error.type", error.Name);
        }

        // Stopping, like starting, moves the current activity of whoever happens to run this.
        var current = Activity.Current;
        activity.SetEndTime(at.UtcDateTime);
        activity.Stop();
        Activity.Current = current;
    }

    // No span is ever current: executions outlive every call that moves them on.
    private static Activity? Start(string name, ActivityKind kind, ActivityContext parent, DateTimeOffset at)
    {
        var current = Activity.Current;
        Activity.Current = null;
        try
        {
            return Source.StartActivity(name, kind, parent, startTime: at);
        }
        finally
        {
            Activity.Current = current;
        }
    }
}
