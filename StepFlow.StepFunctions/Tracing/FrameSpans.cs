using System.Diagnostics;
using StepFlow.Language.Errors;

namespace StepFlow.StepFunctions.Tracing;

/// <summary>The open spans of one line of control.</summary>
internal sealed class FrameSpans(FrameSpans? parent, Activity? container)
{
    public FrameSpans? Parent { get; } = parent;

    /// <summary>The execution, the branch or the iteration; null where iterations are no longer traced one by one.</summary>
    public Activity? Container { get; } = container;

    public Activity? State { get; set; }

    public Activity? Attempt { get; set; }

    /// <summary>What the state's last attempt failed with; a state that goes on from there has caught it.</summary>
    public StatesError? Error { get; set; }

    public int Attempts { get; set; }

    /// <summary>Branches or iterations of the state so far.</summary>
    public int Children { get; set; }

    public bool IsBelow(FrameSpans other)
    {
        for (var frame = Parent; frame is not null; frame = frame.Parent)
        {
            if (ReferenceEquals(frame, other))
            {
                return true;
            }
        }

        return false;
    }

    public void EndState(DateTimeOffset at, StatesError? error)
    {
        Attempt.End(at, error);
        State.End(at, error);
        Attempt = null;
        State = null;
        Error = null;
        Attempts = 0;
        Children = 0;
    }
}
