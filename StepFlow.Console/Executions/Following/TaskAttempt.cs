using StepFlow.ConsoleUI.Graph;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.ConsoleUI.Executions.Following;

/// <summary>One call that a Task made: scheduled, started, ended. A retry is another attempt of the same visit.</summary>
public sealed class TaskAttempt
{
    private readonly TaskResource? _resource;

    internal TaskAttempt(StateVisit visit, int number, WorkScheduled scheduled, TimeSpan ahead)
    {
        Ahead = ahead;
        Visit = visit;
        Number = number;
        Scheduled = scheduled;
        _resource = TaskResource.TryParse(scheduled.Resource, out var resource) ? resource : null;
    }

    public StateVisit Visit { get; }

    /// <summary>How far the execution's clock was ahead of real time when the call was scheduled.</summary>
    public TimeSpan Ahead { get; }

    /// <summary>From 1, within its visit.</summary>
    public int Number { get; }

    /// <summary>The number of the redrive that it is the first attempt after; null for every other attempt.</summary>
    public int? Redrive { get; internal init; }

    /// <summary>Resource, arguments, timeouts, and the number that task tokens carry.</summary>
    public WorkScheduled Scheduled { get; }

    /// <summary>When the call was sent, or taken by a worker of the activity.</summary>
    public DateTimeOffset? StartedAt { get; internal set; }

    /// <summary>When the service took a <c>.sync</c> or <c>.waitForTaskToken</c> call.</summary>
    public DateTimeOffset? SubmittedAt { get; internal set; }

    public DateTimeOffset? EndedAt { get; internal set; }

    public DateTimeOffset? LastHeartbeatAt { get; internal set; }

    public string? WorkerName { get; internal set; }

    /// <summary>What the service answered when it took the call.</summary>
    public JsonValue? Submitted { get; internal set; }

    public JsonValue? Output { get; internal set; }

    public StatesError? Error { get; internal set; }

    public bool TimedOut { get; internal set; }

    /// <summary>When the next attempt is due; null where none was granted.</summary>
    public DateTimeOffset? RetryAt { get; internal set; }

    /// <summary>How long the retrier waits between this attempt and the next.</summary>
    public TimeSpan? RetryDelay => RetryAt - EndedAt;

    /// <summary>The name or ARN of the function that the attempt invokes; null where it invokes none.</summary>
    public string? Function => _resource switch
    {
        TaskResource.LambdaFunction function => function.Name,
        TaskResource.Integration { IsAwsSdk: false, Service: "lambda" } => NameOf((Scheduled.Arguments as JsonObject)?["FunctionName"]),
        _ => null,
    };

    /// <summary>Whether its end comes from whoever holds its task token: a callback, or the worker of an activity.</summary>
    public bool EndsByToken => _resource is TaskResource.Activity or TaskResource.Integration { Pattern: IntegrationPattern.WaitForTaskToken };

    /// <summary>Whether a task token of this attempt can be answered now.</summary>
    public bool AwaitsToken => EndedAt is null && EndsByToken && (SubmittedAt is not null || IsTaken);

    /// <summary>When the call times out, by its TimeoutSeconds or HeartbeatSeconds, whichever comes first.</summary>
    public DateTimeOffset? TimesOutAt => IsHeartbeatDueFirst ? HeartbeatDueAt : WholeTimesOutAt;

    /// <summary>Whether it is a missing heartbeat that will time it out, rather than its end.</summary>
    public bool IsHeartbeatDueFirst => HeartbeatDueAt is { } beat && !(WholeTimesOutAt < beat);

    private DateTimeOffset? WholeTimesOutAt => Scheduled.TimeoutSeconds is { } timeout ? Scheduled.At.AddSeconds(timeout) : null;

    private DateTimeOffset? HeartbeatDueAt => Scheduled.HeartbeatSeconds is { } heartbeat && (!IsActivity || StartedAt is not null)
        ? (LastHeartbeatAt ?? (IsActivity ? StartedAt!.Value : Scheduled.At)).AddSeconds(heartbeat)
        : null;

    public StateStatus Status => this switch
    {
        { Aborted: true } => StateStatus.Aborted,
        { EndedAt: not null, Error: null } => StateStatus.Succeeded,
        { EndedAt: not null } => StateStatus.Failed,
        { IsActivity: true, StartedAt: null } => StateStatus.Waiting,
        { EndsByToken: true } when SubmittedAt is not null || IsTaken => StateStatus.Waiting,
        _ => StateStatus.Running,
    };

    public bool IsActivity => _resource is TaskResource.Activity;

    internal bool Aborted { get; private set; }

    private bool IsTaken => IsActivity && StartedAt is not null;

    internal void Apply(ExecutionEvent @event)
    {
        switch (@event)
        {
            case WorkStarted e:
                StartedAt = e.At;
                WorkerName = e.WorkerName;
                break;
            case WorkSubmitted e:
                SubmittedAt = e.At;
                Submitted = e.Output;
                break;
            case HeartbeatReceived e:
                LastHeartbeatAt = e.At;
                break;
            case WorkSucceeded e:
                EndedAt = e.At;
                Output = e.Output;
                break;
            case WorkFailed e:
                EndedAt = e.At;
                Error = e.Error;
                break;
            case WorkTimedOut e:
                EndedAt = e.At;
                Error = e.Error;
                TimedOut = true;
                break;
            default:
                break;
        }
    }

    internal void Abort(DateTimeOffset at)
    {
        if (EndedAt is null)
        {
            EndedAt = at;
            Aborted = true;
        }
    }

    // A name, a name with a qualifier, or an ARN, whole or without its beginning.
    private static string? NameOf(JsonValue? function)
    {
        if (function is not JsonString { Value: var text })
        {
            return null;
        }

        var parts = text.Split(':');
        var at = Array.IndexOf(parts, "function");
        return parts[at < 0 ? 0 : Math.Min(at + 1, parts.Length - 1)];
    }
}
