using StepFlow.Language.Data;
using StepFlow.Language.Definitions;
using StepFlow.Language.Json;
using StepFlow.Language.States;

namespace StepFlow.StepFunctions.Executing;

/// <summary>Where a branch stands.</summary>
public enum FramePhase
{
    /// <summary>The current state has been entered and is to be run.</summary>
    Ready,

    /// <summary>Something is owed to it: see <see cref="Frame.Pending"/> and <see cref="Frame.Children"/>.</summary>
    Waiting,

    Ended,
}

/// <summary>One line of control: the execution itself, a branch of a Parallel, or an iteration of a Map.</summary>
public sealed class Frame(int id, Frame? parent, int index)
{
    public int Id { get; } = id;

    public Frame? Parent { get; } = parent;

    /// <summary>Number of the branch or iteration within its parent.</summary>
    public int Index { get; } = index;

    public FramePhase Phase { get; set; }

    public string State { get; set; } = "";

    public string StateType { get; set; } = "";

    public JsonValue Input { get; set; } = JsonValue.Null;

    public Variables Variables { get; set; } = parent?.Variables.Inner() ?? Variables.None;

    public DateTimeOffset EnteredAt { get; set; }

    public long EnteredEventId { get; set; }

    /// <summary>The event that the entering of the current state followed.</summary>
    public long BeforeEnteredEventId { get; set; }

    /// <summary>The event that the next one follows, as AWS chains them.</summary>
    public long LastEventId { get; set; }

    /// <summary>Retries so far in this visit, all retriers together: <c>$$.State.RetryCount</c>.</summary>
    public int RetryCount { get; set; }

    /// <summary>Retries so far in this visit, by retrier.</summary>
    public Dictionary<int, int>? RetriesByRetrier { get; set; }

    /// <summary>What the outside world owes.</summary>
    public Work? Pending { get; set; }

    /// <summary>The branches or iterations of the Parallel or Map being run.</summary>
    public ChildFrames? Children { get; set; }

    /// <summary>The Map Run of the distributed Map that this frame is in; a redrive goes on with it.</summary>
    public string? MapRunArn { get; set; }

    public FailureTolerance Tolerance { get; set; }

    /// <summary><c>$$.Map</c> where this frame is an iteration.</summary>
    public JsonObject? MapContext { get; set; }

    /// <summary>The states this frame walks through; looked up once, since events do not carry definitions.</summary>
    public StateGroup? Group { get; set; }

    /// <summary>Changes whenever what is pending changes, so that a timer can tell that it is stale.</summary>
    public int PendingVersion { get; set; }

    public void WaitFor(Work? work)
    {
        Pending = work;
        PendingVersion++;
        if (work is not null)
        {
            Phase = FramePhase.Waiting;
        }
    }

    public JsonObject? FindMapContext()
    {
        for (var frame = this; frame is not null; frame = frame.Parent)
        {
            if (frame.MapContext is not null)
            {
                return frame.MapContext;
            }
        }

        return null;
    }
}

/// <summary>The children of a Parallel or an inline Map, and what has come of them.</summary>
public sealed class ChildFrames(int count)
{
    public Frame?[] Running { get; } = new Frame?[count];

    public JsonValue?[] Outputs { get; } = new JsonValue?[count];

    /// <summary>The Map's plan; null for a Parallel.</summary>
    public MapPlan? Plan { get; init; }

    public int Count => Running.Length;

    /// <summary>Whether any branch, iteration or Map Run was started: only then AWS shows the failure of the state itself.</summary>
    public bool HasRun => NextToStart > 0 || MapRunStarted;

    public bool MapRunStarted { get; init; }

    public int NextToStart { get; set; }

    public int RunningCount { get; set; }

    public int EndedCount { get; set; }
}
