using System.Diagnostics;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Tasks;
using Tags = StepFlow.StepFunctions.Tracing.StepFunctionsTelemetry.Tags;

namespace StepFlow.StepFunctions.Tracing;

/// <summary>Writes the spans of one execution, and says what they look like: names, kinds, attributes.</summary>
internal sealed class SpanWriter(ExecutionIdentity identity, SpanIds ids, TracingLimits limits)
{
    /// <summary>What ends now was written in another life of this process.</summary>
    public bool IsPast { get; set; }

    public void Execution(EndedExecution ended, IReadOnlyList<ActivityEvent> events)
    {
        var (redrive, parent) = (ended.Redrive, ended.Parent);
        var links = redrive is 0 ? null : new[] { new ActivityLink(new(parent.TraceId, ids.Execution(redrive - 1), parent.TraceFlags)) };
        var machine = identity.StateMachineArn[(identity.StateMachineArn.LastIndexOf(':') + 1)..];
        using var span = Begin($"execute {machine}", identity.Sync ? ActivityKind.Server : ActivityKind.Consumer, ids.Execution(redrive), parent, ended.StartedAt, links);
        span?.SetTag(Tags.StateMachineArn, identity.StateMachineArn)
            .SetTag(Tags.ExecutionArn, identity.ExecutionArn)
            .SetTag(Tags.ExecutionName, identity.Name)
            .SetTag(Tags.ExecutionType, identity.Express ? "EXPRESS" : "STANDARD")
            .SetTag(Tags.ExecutionStatus, ended.Status)
            .SetTag(Tags.RedriveCount, redrive)
            .SetTag(Tags.MapRunArn, identity.MapRunArn)
            .SetTag(Tags.SpansLeftOut, ended.LeftOut is 0 ? null : ended.LeftOut)
            .SetTag(Tags.Unseen, ended.Unseen is 0 ? null : ended.Unseen);
        Finish(span, ended.At, events, ended.Error, ended.Status is "SUCCEEDED");
    }

    public void Frame(TracedFrame frame, ActivityContext parent, DateTimeOffset end, StatesError? error, bool aborted)
    {
        using var span = Begin(
            $"{(frame.IsIteration ? "iteration" : "branch")} {frame.Index}", ActivityKind.Internal, ids.Branch(frame.Id, frame.Redrive), parent, frame.StartedAt);
        span?.SetTag(frame.IsIteration ? Tags.MapIndex : Tags.BranchIndex, frame.Index).SetTag(Tags.Aborted, aborted ? true : null);
        Finish(span, end, [], error, error is null && !aborted);
    }

    public void State(TracedState state, ActivityContext parent, DateTimeOffset end, StatesError? error, bool aborted, JsonValue? output)
    {
        using var span = Begin(state.Name, ActivityKind.Internal, ids.State(state.EnteredEventId, state.Redrive), parent, state.StartedAt);
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

    public void Attempt(TracedAttempt attempt, ActivityContext parent, DateTimeOffset end, StatesError? error, bool aborted)
    {
        var activity = attempt.Resource is TaskResource.Activity;
        using var span = Begin(
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
    public void Wait(TracedAttempt attempt, ActivityContext parent, DateTimeOffset end, StatesError? error, bool aborted)
    {
        var callback = attempt.Resource is TaskResource.Integration { Pattern: IntegrationPattern.WaitForTaskToken };
        using var span = Begin(
            callback ? "await callback" : "await job", ActivityKind.Internal, ids.Wait(attempt.Work), parent, attempt.SubmittedAt!.Value, attempt.Reports);
        span?.SetTag(Tags.Resource, attempt.ResourceText).SetTag(Tags.Attempt, attempt.Number).SetTag(Tags.Aborted, aborted ? true : null);
        Finish(span, end, attempt.Events, error, error is null && !aborted);
    }

    private Activity? Begin(
        string name, ActivityKind kind, ActivitySpanId id, ActivityContext parent, DateTimeOffset start, IEnumerable<ActivityLink>? links = null) =>
        IsPast ? null : FinishedSpan.Begin(name, kind, id, parent, start, links);

    private static void Describe(Activity span, TracedAttempt attempt)
    {
        span.SetTag(Tags.Resource, attempt.ResourceText).SetTag(Tags.Attempt, attempt.Number);
        switch (attempt.Resource)
        {
            case TaskResource.Activity:
                span.SetTag(Tags.ActivityArn, attempt.ResourceText).SetTag(Tags.Worker, attempt.Worker);
                break;
            case TaskResource.LambdaFunction function:
                span.SetTag(Tags.RpcSystem, "aws-api").SetTag(Tags.RpcService, "Lambda").SetTag(Tags.RpcMethod, "Invoke");
                DescribeFunction(span, function.Name);
                break;
            case TaskResource.Integration integration:
                span.SetTag(Tags.RpcSystem, "aws-api").SetTag(Tags.RpcService, integration.Service).SetTag(Tags.RpcMethod, integration.Action);
                DescribeFunction(span, attempt.FunctionName);
                break;
            default:
                break;
        }
    }

    private static void DescribeFunction(Activity span, string? nameOrArn)
    {
        if (nameOrArn is not null)
        {
            var name = nameOrArn.Split(':') is ["arn", _, _, _, _, "function", var function, ..] ? function : nameOrArn;
            span.SetTag(Tags.InvokedName, name).SetTag(Tags.InvokedProvider, "aws");
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

/// <summary>An execution, or one redrive of it, at its end.</summary>
/// <param name="Parent">Who started it.</param>
/// <param name="LeftOut">Spans it would have had beyond the limit.</param>
/// <param name="Unseen">Executions before it that were not traced.</param>
internal sealed record EndedExecution(
    int Redrive, ActivityContext Parent, DateTimeOffset StartedAt, DateTimeOffset At, string Status, StatesError? Error, int LeftOut, int Unseen);
