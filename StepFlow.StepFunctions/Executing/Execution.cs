using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.Executing;

/// <summary>An execution as its events have made it. Changed by <see cref="Evolution"/> alone; one writer at a time.</summary>
public sealed class Execution
{
    private readonly Dictionary<int, Frame> _frames = [];
    private readonly Dictionary<int, Frame> _callers = [];

    public ExecutionStarted? Started { get; set; }

    public ExecutionIdentity Identity => Started!.Identity;

    public ExecutionStatus Status { get; set; } = ExecutionStatus.Running;

    public JsonValue? Output { get; set; }

    public StatesError? Error { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public DateTimeOffset? TimeoutAt { get; set; }

    public int RedriveCount { get; set; }

    public DateTimeOffset? RedrivenAt { get; set; }

    /// <summary>How far this execution's clock is ahead of real time, since it was moved on by hand.</summary>
    public TimeSpan Skipped { get; set; }

    public long LastEventId { get; set; }

    public int NextFrame { get; set; }

    public int NextWork { get; set; } = 1;

    public Frame Root { get; set; } = new(0, parent: null, index: 0);

    public IReadOnlyCollection<Frame> Frames => _frames.Values;

    public bool IsRunning => Status is ExecutionStatus.Running;

    /// <summary>
    /// Timers by due time, those of the same time by frame, since a queue may not remember who came first.
    /// An entry whose version is no longer the frame's is stale.
    /// </summary>
    public PriorityQueue<(int Frame, int Version), (DateTimeOffset Due, int Frame)> Timers { get; } = new();

    public Frame? Find(int frame) => _frames.GetValueOrDefault(frame);

    /// <summary>The frame that still waits for this call; null when it does not any more.</summary>
    public Frame? FindWork(int work)
    {
        if (!_callers.TryGetValue(work, out var frame))
        {
            return null;
        }

        if (frame.Pending is Work.Call call && call.Scheduled.Work == work)
        {
            return frame;
        }

        _callers.Remove(work);
        return null;
    }

    public void AddCaller(int work, Frame frame) => _callers[work] = frame;

    public void RemoveCaller(Frame frame)
    {
        if (frame.Pending is Work.Call call)
        {
            _callers.Remove(call.Scheduled.Work);
        }
    }

    public void Add(Frame frame)
    {
        _frames[frame.Id] = frame;
        NextFrame = Math.Max(NextFrame, frame.Id + 1);
    }

    public void Remove(Frame frame)
    {
        RemoveCaller(frame);
        frame.Phase = FramePhase.Ended;
        frame.WaitFor(null);
        _frames.Remove(frame.Id);
    }

    public void SetTimer(Frame frame, DateTimeOffset? dueAt)
    {
        if (dueAt is { } due)
        {
            Timers.Enqueue((frame.Id, frame.PendingVersion), (due, frame.Id));
        }
    }

    /// <summary>When something is due next, by the execution's own clock; null when nothing is.</summary>
    public DateTimeOffset? NextDue()
    {
        while (Timers.TryPeek(out var timer, out var priority))
        {
            var due = priority.Due;
            if (Find(timer.Frame)?.PendingVersion == timer.Version)
            {
                return TimeoutAt is { } end && end < due ? end : due;
            }

            Timers.Dequeue();
        }

        return TimeoutAt;
    }
}
