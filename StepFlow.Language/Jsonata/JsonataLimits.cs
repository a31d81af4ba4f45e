namespace StepFlow.Language.Jsonata;

/// <summary>How deep, how long and how large an evaluation may become before it ends with code U1001.</summary>
/// <param name="MaxDepth">Nested evaluations: a call within a sum within a block is three.</param>
/// <param name="MaxTime">Time by the environment's clock; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
/// <param name="MaxBytes">Size of any one value, counting eight bytes for an item of an array and one for a character.</param>
public sealed record JsonataLimits(int MaxDepth, TimeSpan MaxTime, long MaxBytes)
{
    /// <summary>However often values are replaced by others: no evaluation makes more than this in all.</summary>
    internal const long MostBytesInAll = 2L << 30;

    /// <summary>Limits that only a runaway expression meets. The stack is guarded in any case.</summary>
    public static JsonataLimits Default { get; } = new(int.MaxValue, TimeSpan.FromSeconds(30), 1L << 29);

    /// <summary>The limits of AWS Step Functions.</summary>
    public static JsonataLimits StepFunctions { get; } = new(100, TimeSpan.FromSeconds(1), 6_990_256);
}
