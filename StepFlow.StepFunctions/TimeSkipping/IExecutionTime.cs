namespace StepFlow.StepFunctions.TimeSkipping;

/// <summary>
/// What executions wait for, and the way to have it at once: each execution has a clock of its own, which can be moved on. The move is an
/// event of its journal; every later time of the execution is so much later.
/// <para>
/// Executions that wait for one another (a parent, its nested executions, the children of its Map Runs) move together, and are called a
/// family. A family for which something is done in real time, such as a call of a function in flight, is at work and is not moved
/// unless that is asked for.
/// </para>
/// </summary>
public interface IExecutionTime
{
    /// <summary>The last skips of this process, newest first.</summary>
    IReadOnlyList<PastSkip> Recent { get; }

    /// <summary>All that running executions wait for, with every timer: the next one first, what no time brings last.</summary>
    ValueTask<IReadOnlyList<Waiting>> ListAsync(CancellationToken cancellation);

    /// <summary>Moves one execution, and its family with it, on to the next timer of the family.</summary>
    /// <param name="overCalls">Also where the family is at work, so that the timeout of a call in flight can be had.</param>
    ValueTask<SkipOutcome> SkipAsync(string executionArn, bool overCalls, CancellationToken cancellation);

    /// <summary>
    /// Moves all executions that are not at work on by the same time: as long as the first timer of all of them takes. Timers later than
    /// that come so much nearer, and keep their order.
    /// </summary>
    ValueTask<SkipOutcome> SkipAllAsync(CancellationToken cancellation);

    /// <summary>
    /// Moves all running executions on by this time, from timer to timer, each family for itself; what the timers set going is waited for
    /// in real time, and executions that are started by them move as well. Completed when all are there, or have ended.
    /// </summary>
    Task<SkipOutcome> SkipAllAsync(TimeSpan by, CancellationToken cancellation);

    /// <summary>
    /// Skips whatever one execution waits for, as it comes, and waits for calls in real time, until the execution has ended or only
    /// somebody outside can bring it on: a task token or a worker whose timeout is not skipped.
    /// </summary>
    Task<SkipOutcome> SkipWaitsAsync(string executionArn, CancellationToken cancellation);
}

/// <param name="Moves">Which clocks were moved, in the order it happened.</param>
/// <param name="WhyNot">Where nothing was moved, or not as far as was asked for: why, in a sentence.</param>
public sealed record SkipOutcome(IReadOnlyList<ClockMove> Moves, string? WhyNot = null);

/// <summary>The clock of an execution was moved on.</summary>
/// <param name="From">By that clock.</param>
/// <param name="To">By that clock.</param>
public sealed record ClockMove(string ExecutionArn, DateTimeOffset From, DateTimeOffset To);

/// <summary>One skip of the past.</summary>
/// <param name="At">In real time.</param>
/// <param name="ExecutionArn">The execution whose timer came, or the first that was moved.</param>
/// <param name="Reached">That timer; null where all were moved by a time that was asked for.</param>
/// <param name="Executions">How many clocks were moved.</param>
public sealed record PastSkip(DateTimeOffset At, TimeSpan By, string ExecutionArn, Waiting? Reached, int Executions);
