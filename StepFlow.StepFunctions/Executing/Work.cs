namespace StepFlow.StepFunctions.Executing;

/// <summary>What the outside world owes to a frame. Outstanding work is part of the execution, so there is no second queue.</summary>
public abstract record Work
{
    private Work()
    {
    }

    /// <summary>A task that was called, or waits for its token or its worker.</summary>
    public sealed record Call(Journal.WorkScheduled Scheduled) : Work
    {
        /// <summary>An activity worker has taken it.</summary>
        public bool Started { get; init; }

        /// <summary>The service took it; its end comes by token or by the job's own end.</summary>
        public Language.Json.JsonValue? Submitted { get; init; }

        public DateTimeOffset? TimeoutAt { get; init; }

        public DateTimeOffset? HeartbeatAt { get; init; }

        public DateTimeOffset? DueAt => TimeoutAt is { } t && HeartbeatAt is { } h ? (t < h ? t : h) : TimeoutAt ?? HeartbeatAt;
    }

    public sealed record Timer(DateTimeOffset DueAt) : Work;

    public sealed record Backoff(DateTimeOffset DueAt) : Work;

    public sealed record MapRun(int Number, string MapRunArn) : Work;
}
