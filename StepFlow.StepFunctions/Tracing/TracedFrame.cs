namespace StepFlow.StepFunctions.Tracing;

/// <summary>One line of control as a trace sees it: the execution itself, a branch, or an iteration.</summary>
internal sealed class TracedFrame(int id, TracedFrame? parent, int index, DateTimeOffset startedAt)
{
    public int Id { get; } = id;

    public TracedFrame? Parent { get; } = parent;

    public int Index { get; } = index;

    public bool IsIteration { get; init; }

    /// <summary>Left out with all that is in it, because its Map has too many iterations.</summary>
    public bool Hidden { get; init; }

    /// <summary>Whether it gets a span of its own.</summary>
    public bool Traced { get; init; }

    public DateTimeOffset StartedAt { get; private set; } = startedAt;

    /// <summary>Times the execution had been redriven when this began, or began again.</summary>
    public int Redrive { get; set; }

    /// <summary>The state it is in, or was in when it failed: a redrive goes on there.</summary>
    public TracedState? State { get; set; }

    public bool Ended { get; set; }

    public bool IsBelow(TracedFrame ancestor)
    {
        for (var above = Parent; above is not null; above = above.Parent)
        {
            if (ReferenceEquals(above, ancestor))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Goes on after a redrive, in a span of its own.</summary>
    public void BeginAgain(DateTimeOffset at, int redrive)
    {
        Ended = false;
        StartedAt = at;
        Redrive = redrive;
        State?.BeginAgain(at, redrive);
    }
}
