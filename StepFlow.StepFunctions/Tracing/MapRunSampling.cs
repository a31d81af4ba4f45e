using System.Collections.Concurrent;

namespace StepFlow.StepFunctions.Tracing;

/// <summary>Which children of a Map Run are traced, and how many of how many were.</summary>
internal sealed class MapRunSampling(TracingLimits limits)
{
    private readonly ConcurrentDictionary<string, Counts> _counts = new(StringComparer.Ordinal);

    /// <summary>Whether the next child of this Map Run is traced.</summary>
    public bool Take(string mapRunArn)
    {
        var counts = _counts.GetOrAdd(mapRunArn, _ => new());
        lock (counts)
        {
            var taken = limits.Traces(counts.Children++);
            counts.Traced += taken ? 1 : 0;
            return taken;
        }
    }

    /// <summary>The Map Run has ended: what to say of its children.</summary>
    public (int Children, int Traced) End(string mapRunArn) =>
        _counts.TryRemove(mapRunArn, out var counts) ? (counts.Children, counts.Traced) : (0, 0);

    private sealed class Counts
    {
        public int Children { get; set; }

        public int Traced { get; set; }
    }
}
