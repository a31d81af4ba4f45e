using System.Net;
using System.Text;
using StepFlow.ConsoleUI.Graph.Layout;
using static StepFlow.ConsoleUI.Graph.Drawing.LinePath;

namespace StepFlow.ConsoleUI.Graph.Drawing;

/// <summary>A layout as SVG: whole, or in the pieces of which a page is built.</summary>
public static class GraphDrawing
{
    private const double HaloGap = 4;

    private static readonly (string Class, string Path)[] Marks =
    [
        ("m-running", "M-2.6 -4 4 0 -2.6 4Z"),
        ("m-waiting", "M0 -4.4V0L3.2 2"),
        ("m-succeeded", "M-4 0.2 -1.2 3 4 -2.8"),
        ("m-caught", "M0 -4.4V1M0 4V4.2"),
        ("m-failed", "M-3.2 -3.2 3.2 3.2M3.2 -3.2 -3.2 3.2"),
        ("m-aborted", "M-3 -3H3V3H-3Z"),
    ];

    /// <summary>A picture that needs nothing around it, in the light theme's colours.</summary>
    public static string Document(GraphLayout layout, IReadOnlyDictionary<string, StateStatus>? statuses = null)
    {
        var svg = new StringBuilder($"""
            <svg xmlns="http://www.w3.org/2000/svg" class="sf-graph" width="{Number(layout.Width)}" height="{Number(layout.Height)}" viewBox="0 0 {Number(layout.Width)} {Number(layout.Height)}">
            <style>{GraphStyle.Plain}</style>
            """);
        svg.Append($"<rect width=\"{Number(layout.Width)}\" height=\"{Number(layout.Height)}\" fill=\"#f5f7f8\"/>");
        AppendNodes(svg, layout.Nodes.Where(n => n.Node.IsContainer), statuses);
        svg.Append(Edges(layout));
        AppendNodes(svg, layout.Nodes.Where(n => !n.Node.IsContainer), statuses);
        return svg.Append("</svg>").ToString();
    }

    /// <summary>All lines and labels: they do not change with an execution.</summary>
    public static string Edges(GraphLayout layout)
    {
        var svg = new StringBuilder();
        // Lines of errors lie below those of the flow.
        foreach (var edge in layout.Edges.OrderBy(e => e.Edge.Kind is EdgeKind.Catch ? 0 : 1))
        {
            svg.Append($"<g class=\"edge {ClassOf(edge.Edge.Kind)}\"><path d=\"{Of(edge)}\"/>");
            svg.Append(edge.HasArrow ? $"<path class=\"arrow\" d=\"{ArrowOf(edge)}\"/></g>" : "</g>");
        }

        foreach (var edge in layout.Edges)
        {
            AppendLabel(svg, edge);
        }

        return svg.ToString();
    }

    /// <summary>The class attribute of a node.</summary>
    public static string ClassOf(PlacedNode node, StateStatus? status, bool isSelected = false)
    {
        var isEntry = node.Node.Kind is NodeKind.Start && node.Container is not null;
        var kind = isEntry ? "k-entry" : "k-" + Lower(node.Node.Kind);
        return $"node {kind}{(status is { } s ? " s-" + Lower(s) : "")}{(isSelected ? " selected" : "")}";
    }

    /// <summary>A node in words: its tooltip, and its name for those who do not see it.</summary>
    public static string DescriptionOf(PlacedNode placed, StateStatus? status)
    {
        var node = placed.Node;
        var words = new List<string> { node.Name, node.Detail };
        if (node.Badge is { } badge)
        {
            words.Add(badge.ToLowerInvariant());
        }

        if (status is { } s)
        {
            words.Add(s is StateStatus.NotEntered ? "not entered" : Lower(s));
        }

        return string.Join(", ", words.Where(w => w.Length > 0));
    }

    /// <summary>What stands inside a node's group, which is moved to the node's corner.</summary>
    public static string Content(PlacedNode placed)
    {
        var node = placed.Node;
        var (width, height) = (placed.Bounds.Width, placed.Bounds.Height);
        var radius = node.Kind is NodeKind.Start or NodeKind.End ? height / 2 : 8;
        var svg = new StringBuilder();
        if (node.Kind is NodeKind.Start or NodeKind.End)
        {
            svg.Append($"<rect class=\"card\" width=\"{Number(width)}\" height=\"{Number(height)}\" rx=\"{Number(radius)}\"/>");
            if (placed.NameLines.Length > 0)
            {
                svg.Append($"<text class=\"name\" x=\"{Number(width / 2)}\" y=\"{Number((height / 2) + 4)}\">{Encode(node.Name)}</text>");
            }

            return svg.ToString();
        }

        svg.Append($"<rect class=\"halo\" x=\"{-HaloGap}\" y=\"{-HaloGap}\" width=\"{Number(width + (2 * HaloGap))}\" height=\"{Number(height + (2 * HaloGap))}\" rx=\"11\"/>");
        svg.Append($"<rect class=\"card\" width=\"{Number(width)}\" height=\"{Number(height)}\" rx=\"{Number(radius)}\"/>");
        foreach (var region in placed.Regions)
        {
            var box = region.Moved(-placed.Bounds.X, -placed.Bounds.Y);
            svg.Append($"<rect class=\"region\" x=\"{Number(box.X)}\" y=\"{Number(box.Y)}\" width=\"{Number(box.Width)}\" height=\"{Number(box.Height)}\" rx=\"6\"/>");
        }

        AppendText(svg, placed);
        svg.Append($"<g class=\"mark\" transform=\"translate({Number(width - 4)} 4)\"><circle r=\"9\"/>");
        foreach (var (name, path) in Marks)
        {
            svg.Append($"<path class=\"{name}\" d=\"{path}\"/>");
        }

        return svg.Append("</g>").ToString();
    }

    private static void AppendText(StringBuilder svg, PlacedNode placed)
    {
        var node = placed.Node;
        var textHeight = (placed.NameLines.Length * Measures.NameLine) + Measures.DetailLine;
        var header = placed.Regions.Count > 0 ? placed.Regions[0].Y - placed.Bounds.Y : placed.Bounds.Height;
        var top = (header - textHeight) / 2;
        svg.Append($"<rect class=\"tile\" x=\"10\" y=\"{Number((header / 2) - 11)}\" width=\"22\" height=\"22\" rx=\"5\"/>");
        svg.Append($"<path class=\"glyph\" transform=\"translate(13 {Number((header / 2) - 8)})\" d=\"{StateIcon.PathOf(node.Kind)}\"/>");
        for (var i = 0; i < placed.NameLines.Length; i++)
        {
            svg.Append($"<text class=\"name\" x=\"{Measures.IconSpace}\" y=\"{Number(top + (i * Measures.NameLine) + 13)}\">{Encode(placed.NameLines[i])}</text>");
        }

        svg.Append($"<text class=\"detail\" x=\"{Measures.IconSpace}\" y=\"{Number(top + (placed.NameLines.Length * Measures.NameLine) + 11)}\">{Encode(placed.DetailLine)}</text>");
        if (node.Badge is { } badge)
        {
            var width = TextMeasure.Width(badge, Measures.DetailSize, bold: true) + 14;
            var x = placed.Bounds.Width - width - 14;
            svg.Append($"<g class=\"badge\"><rect x=\"{Number(x)}\" y=\"{Number((header / 2) - 9)}\" width=\"{Number(width)}\" height=\"18\" rx=\"9\"/>");
            svg.Append($"<text x=\"{Number(x + 7)}\" y=\"{Number((header / 2) + 4)}\">{Encode(badge)}</text></g>");
        }
    }

    private static void AppendLabel(StringBuilder svg, PlacedEdge edge)
    {
        if (edge.Label is not { } box)
        {
            return;
        }

        svg.Append($"<g class=\"label {ClassOf(edge.Edge.Kind)}\"><title>{Encode(string.Join('\n', edge.Edge.Labels))}</title>");
        svg.Append($"<rect x=\"{Number(box.X)}\" y=\"{Number(box.Y)}\" width=\"{Number(box.Width)}\" height=\"{Number(box.Height)}\" rx=\"4\"/>");
        for (var i = 0; i < edge.LabelLines.Length; i++)
        {
            svg.Append($"<text x=\"{Number(box.CenterX)}\" y=\"{Number(box.Y + 2 + (i * Measures.LabelLine) + 11)}\">{Encode(edge.LabelLines[i])}</text>");
        }

        svg.Append("</g>");
    }

    private static void AppendNodes(StringBuilder svg, IEnumerable<PlacedNode> nodes, IReadOnlyDictionary<string, StateStatus>? statuses)
    {
        foreach (var node in nodes)
        {
            StateStatus? status = statuses is not null && node.Node.IsState ? statuses.GetValueOrDefault(node.Node.Name) : null;
            svg.Append($"<g class=\"{ClassOf(node, status)}\" transform=\"{MoveTo(node)}\"><title>{Encode(DescriptionOf(node, status))}</title>{Content(node)}</g>");
        }
    }

    /// <summary>The transform attribute that puts a node where it belongs.</summary>
    public static string MoveTo(PlacedNode node) => $"translate({Number(node.Bounds.X)} {Number(node.Bounds.Y)})";

    private static string ClassOf(EdgeKind kind) => "e-" + Lower(kind);

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
