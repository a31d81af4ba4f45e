namespace StepFlow.StepFunctions.Tracing;

/// <summary>
/// Keeps traces from slowing a flood of executions down: up to a rate all are traced, beyond it as many as the rate allows, and the next one that is
/// says how many were not. A bucket of tokens, refilled with time.
/// </summary>
internal sealed class ExecutionRate(TracingLimits limits, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly double _most = (limits.ExecutionsPerSecond ?? 0) * (double)TracingLimits.Burst;
    private double _tokens = (limits.ExecutionsPerSecond ?? 0) * (double)TracingLimits.Burst;
    private long _refilled = time.GetTimestamp();
    private int _unseen;

    /// <summary>Whether the next execution is traced.</summary>
    /// <param name="unseen">How many before it were not.</param>
    public bool Take(out int unseen)
    {
        unseen = 0;
        if (limits.ExecutionsPerSecond is not { } rate)
        {
            return true;
        }

        lock (_gate)
        {
            var now = time.GetTimestamp();
            _tokens = Math.Min(_most, _tokens + (time.GetElapsedTime(_refilled, now).TotalSeconds * rate));
            _refilled = now;
            if (_tokens < 1)
            {
                _unseen++;
                return false;
            }

            _tokens--;
            (unseen, _unseen) = (_unseen, 0);
            return true;
        }
    }
}
