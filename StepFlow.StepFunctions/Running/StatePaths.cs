using StepFlow.Language.Definitions;
using StepFlow.Language.States;
using StepFlow.StepFunctions.Executing;

namespace StepFlow.StepFunctions.Running;

/// <summary>
/// Where a Map stands within its machine: <c>Outer#1/Inner</c> is the state Inner in branch 1 of Outer. Names are escaped, so any name works.
/// A child of a Map Run stores it, and finds the processor it runs by it after a restart.
/// </summary>
internal static class StatePaths
{
    public static string Of(Frame frame, string? root)
    {
        var here = Escape(frame.State);
        for (var child = frame; child.Parent is { } parent; child = parent)
        {
            here = $"{Escape(parent.State)}#{child.Index}/{here}";
        }

        return root is null ? here : $"{root}/{here}";
    }

    public static MapState Find(StateGroup group, string path)
    {
        var steps = path.Split('/');
        foreach (var step in steps[..^1])
        {
            var mark = step.IndexOf('#', StringComparison.Ordinal);
            var state = group.States[Uri.UnescapeDataString(mark < 0 ? step : step[..mark])];
            group = state is ParallelState parallel ? parallel.Branches[int.Parse(step[(mark + 1)..])] : ((MapState)state).Processor;
        }

        return (MapState)group.States[Uri.UnescapeDataString(steps[^1])];
    }

    private static string Escape(string name) => Uri.EscapeDataString(name);
}
