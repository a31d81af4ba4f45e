namespace StepFlow.ConsoleUI.Graph.Layout;

/// <summary>The text on an edge, broken into a few lines.</summary>
internal static class EdgeLabel
{
    private const double Padding = 6;

    public static LabelSize? Of(MachineEdge edge)
    {
        if (edge.Labels.Count is 0)
        {
            return null;
        }

        var separator = edge.Kind is EdgeKind.Catch ? ", " : " or ";
        var lines = Wrapping.Wrap(string.Join(separator, edge.Labels), Measures.MostLabelWidth, Measures.LabelLines, Measures.LabelSize);
        var width = lines.Max(l => TextMeasure.Width(l, Measures.LabelSize)) + (2 * Padding);
        return new(lines, Math.Ceiling(width), (lines.Length * Measures.LabelLine) + 4);
    }
}
