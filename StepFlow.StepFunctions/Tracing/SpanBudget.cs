namespace StepFlow.StepFunctions.Tracing;

/// <summary>How many spans an execution may still have, and how many it would have had beyond that.</summary>
internal sealed class SpanBudget(TracingLimits limits)
{
    private int _taken;

    public int LeftOut { get; private set; }

    /// <summary>Whether what begins in this frame gets a span.</summary>
    public bool Take(TracedFrame within)
    {
        if (within.Hidden)
        {
            return false;
        }

        if (++_taken <= limits.Spans)
        {
            return true;
        }

        LeftOut++;
        return false;
    }
}
