namespace StepFlow.ConsoleUI.Graph.Layout;

/// <summary>What stands inside a node, and how much room it needs.</summary>
internal sealed record NodeContent(
    double Width, double Height, string[] NameLines, string DetailLine, IReadOnlyList<RegionLayout> Regions, IReadOnlyList<Box> RegionBoxes)
{
    public static NodeContent Of(MachineNode node) => node.Kind switch
    {
        // Where a branch begins stands a dot.
        NodeKind.Start when node.Name.Length is 0 => new(10, 10, [], "", [], []),
        NodeKind.Start or NodeKind.End => new(64, 30, [node.Name], "", [], []),
        _ when node.IsContainer => OfContainer(node),
        _ => OfState(node),
    };

    private static NodeContent OfState(MachineNode node)
    {
        var (lines, detail, textWidth) = Text(node, Measures.MostTextWidth);
        var width = Math.Max(Measures.LeastNodeWidth, Measures.IconSpace + textWidth + Measures.NodePadding);
        return new(Math.Ceiling(width), TextHeight(lines) + 16, lines, detail, [], []);
    }

    private static NodeContent OfContainer(MachineNode node)
    {
        var regions = node.Regions.Select(RegionLayout.Of).ToArray();
        var (lines, detail, textWidth) = Text(node, Measures.MostTextWidth + 60);
        var badge = node.Badge is null ? 0 : TextMeasure.Width(node.Badge, Measures.DetailSize, bold: true) + 28;
        var inner = regions.Sum(r => r.Width + (2 * Measures.RegionPadding)) + (Measures.RegionGap * (regions.Length - 1));
        var width = Math.Ceiling(Math.Max(Measures.IconSpace + textWidth + Measures.NodePadding + badge, inner + (2 * Measures.RegionGap)));
        var header = Math.Max(Measures.ContainerHeader, TextHeight(lines) + 14);
        var height = regions.Max(r => r.Height) + (2 * Measures.RegionPadding);
        // A header wider than its branches widens them alike.
        var extra = Math.Max(0, width - inner - (2 * Measures.RegionGap)) / regions.Length;
        var x = Measures.RegionGap;
        var boxes = new List<Box>();
        foreach (var region in regions)
        {
            boxes.Add(new(x, header, region.Width + (2 * Measures.RegionPadding) + extra, height));
            x += boxes[^1].Width + Measures.RegionGap;
        }

        return new(width, header + height + Measures.RegionGap, lines, detail, regions, boxes);
    }

    private static (string[] Lines, string Detail, double Width) Text(MachineNode node, double most)
    {
        var lines = Wrapping.Wrap(node.Name, most, Measures.NameLines, Measures.NameSize, bold: true);
        var detail = Wrapping.Wrap(node.Detail, most, 1, Measures.DetailSize) is [var line] ? line : "";
        var width = lines.Select(l => TextMeasure.Width(l, Measures.NameSize, bold: true)).Append(TextMeasure.Width(detail, Measures.DetailSize)).Max();
        return (lines, detail, width);
    }

    private static double TextHeight(string[] lines) => (lines.Length * Measures.NameLine) + Measures.DetailLine;
}
