using System.Diagnostics;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Tasks;
using Tags = StepFlow.StepFunctions.Tracing.StepFunctionsTelemetry.Tags;

namespace StepFlow.StepFunctions.Tracing;

/// <summary>What the spans look like: names, kinds, attributes.</summary>
internal static class SpanWriter
{
    public static void Execution(
        ExecutionIdentity identity, int redrive, SpanIds ids, ActivityContext parent, DateTimeOffset start, DateTimeOffset end,
        string status, StatesError? error, int leftOut, IReadOnlyList<ActivityEvent> events)
    {
        var links = redrive is 0 ? null : new[] { new ActivityLink(new(parent.TraceId, ids.Execution(redrive - 1), parent.TraceFlags)) };
        var machine = identity.StateMachineArn[(identity.StateMachineArn.LastIndexOf(':') + 1)..];
        using var span = FinishedSpan.Begin(
            $"execute {machine}", identity.Sync ? ActivityKind.Server : ActivityKind.Consumer, ids.Execution(redrive), parent, start, links);
        span?.SetTag(Tags.StateMachineArn, identity.StateMachineArn)
            .SetTag(Tags.ExecutionArn, identity.ExecutionArn)
            .SetTag(Tags.ExecutionName, identity.Name)
            .SetTag(Tags.ExecutionType, identity.Express ? "EXPRESS" : "STANDARD")
            .SetTag(Tags.ExecutionStatus, status)
            .SetTag(Tags.RedriveCount, redrive)
            .SetTag(Tags.MapRunArn, identity.MapRunArn)
            .SetTag(Tags.SpansLeftOut, leftOut is 0 ? null : leftOut);
        Finish(span, end, events, error, status is "SUCCEEDED");
    }

    public static void Frame(TracedFrame frame, SpanIds ids, ActivityContext parent, DateTimeOffset end, StatesError? error, bool aborted)
    {
        using var span = FinishedSpan.Begin(
            $"{(frame.IsIteration ? "iteration" : "branch")} {frame.Index}", ActivityKind.Internal, ids.Branch(frame.Id, frame.Redrive), parent, frame.StartedAt);
        span?.SetTag(frame.IsIteration ? Tags.MapIndex : Tags.BranchIndex, frame.Index).SetTag(Tags.Aborted, aborted ? true : null);
        Finish(span, end, [], error, error is null && !aborted);
    }

    public static void State(
        TracedState state, SpanIds ids, ActivityContext parent, DateTimeOffset end, StatesError? error, bool aborted, JsonValue? output,
        TracingLimits limits)
    {
        using var span = FinishedSpan.Begin(state.Name, ActivityKind.Internal, ids.State(state.EnteredEventId, state.Redrive), parent, state.StartedAt);
        if (span is null)
        {
            return;
        }

        span.SetTag(Tags.StateName, state.Name)
            .SetTag(Tags.StateType, state.Type)
            .SetTag(Tags.EnteredEventId, state.EnteredEventId)
            .SetTag(Tags.InputSize, state.InputSize)
            .SetTag(Tags.OutputSize, output?.Utf8Length)
            .SetTag(Tags.RetryCount, state.Type is "Task" or "Parallel" or "Map" ? state.Retries : null)
            .SetTag(Tags.WaitUntil, state.WaitUntil?.ToString("O"))
            .SetTag(Tags.MapRunArn, state.MapRun?.Arn)
            .SetTag(Tags.Aborted, aborted ? true : null);
        if (state.Iterations > 0)
        {
            span.SetTag(Tags.MapIterations, state.Iterations)
                .SetTag(Tags.MapIterationsTraced, state.IterationsTraced)
                .SetTag(Tags.MapSampling, state.Iterations > state.IterationsTraced ? limits.Describe() : null);
        }

        Finish(span, end, state.Events, error, error is null && !aborted);
    }

    public static void Attempt(TracedAttempt attempt, SpanIds ids, ActivityContext parent, DateTimeOffset end, StatesError? error, bool aborted)
    {
        var activity = attempt.Resource is TaskResource.Activity;
        using var span = FinishedSpan.Begin(
            $"attempt {attempt.Number}", activity ? ActivityKind.Internal : ActivityKind.Client, ids.Attempt(attempt.Work), parent,
            attempt.ScheduledAt, activity ? attempt.Reports : null);
        if (span is null)
        {
            return;
        }

        Describe(span, attempt);
        span.SetTag(Tags.Aborted, aborted ? true : null);
        Finish(span, end, activity ? attempt.Events : [], error, error is null && !aborted);
    }

    /// <summary>The time between the call and its end, where a token or a job's end brings that.</summary>
    public static void Wait(TracedAttempt attempt, SpanIds ids, ActivityContext parent, DateTimeOffset end, StatesError? error, bool aborted)
    {
        var callback = attempt.Resource is TaskResource.Integration { Pattern: IntegrationPattern.WaitForTaskToken };
        using var span = FinishedSpan.Begin(
            callback ? "await callback" : "await job", ActivityKind.Internal, ids.Wait(attempt.Work), parent, attempt.SubmittedAt!.Value, attempt.Reports);
        span?.SetTag(Tags.Resource, attempt.ResourceText).SetTag(Tags.Attempt, attempt.Number).SetTag(Tags.Aborted, aborted ? true : null);
        Finish(span, end, attempt.Events, error, error is null && !aborted);
    }

    private static void Describe(Activity span, TracedAttempt attempt)
    {
        span.SetTag(Tags.Resource, attempt.ResourceText).SetTag(Tags.Attempt, attempt.Number);
        switch (attempt.Resource)
        {
            case TaskResource.Activity:
                span.SetTag(Tags.ActivityArn, attempt.ResourceText).SetTag(Tags.Worker, attempt.Worker);
                break;
            case TaskResource.LambdaFunction:
                span.SetTag(Tags.RpcSystem, "aws-api").SetTag(Tags.RpcService, "Lambda").SetTag(Tags.RpcMethod, "Invoke")
                    .SetTag(Tags.InvokedName, attempt.ResourceText);
                break;
            case TaskResource.Integration integration:
                span.SetTag(Tags.RpcSystem, "aws-api").SetTag(Tags.RpcService, integration.Service).SetTag(Tags.RpcMethod, integration.Action)
                    .SetTag(Tags.InvokedName, attempt.FunctionName);
                break;
            default:
                break;
        }
    }

    private static void Finish(Activity? span, DateTimeOffset end, IReadOnlyList<ActivityEvent> events, StatesError? error, bool ok)
    {
        if (span is null)
        {
            return;
        }

        foreach (var @event in events)
        {
            span.AddEvent(@event);
        }

        if (error is not null)
        {
            span.SetTag(Tags.ErrorType, error.Name).SetTag(Tags.Cause, error.Cause);
        }

        if (!ok)
        {
            span.SetStatus(ActivityStatusCode.Error, error?.Name);
        }

        span.EndAt(end);
    }
}
