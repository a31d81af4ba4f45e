namespace StepFlow.ConsoleUI.Graph.Layout;

/// <summary>The line of one edge in its region.</summary>
/// <param name="Points">Corners from the source's border to the target's.</param>
/// <param name="Drawn">How many of them are to be drawn: the rest lies on a line that another edge draws.</param>
internal sealed record RoutedEdge(int Edge, IReadOnlyList<Point> Points, int Drawn, Box? Label)
{
    public RoutedEdge Moved(double dx) => this with { Points = [.. Points.Select(p => p.Moved(dx, 0))], Label = Label?.Moved(dx, 0) };
}

/// <summary>
/// Heights of ranks, and lines with right angles through the spaces between them. A line passes a rank only where its lane or its label stands, so it
/// never runs through a state.
/// </summary>
internal sealed class Routing
{
    private readonly RankedRegion _region;
    private readonly List<Channel> _channels = [];
    private readonly Dictionary<(Vertex, bool IsUpper, LineClass), Terminal> _terminals = [];

    private Routing(RankedRegion region) => _region = region;

    public double Height { get; private set; }

    public static (IReadOnlyList<RoutedEdge> Edges, double Height) Route(RankedRegion region)
    {
        var routing = new Routing(region);
        routing.PlacePorts();
        routing.FillChannels();
        routing.PlaceRanks();
        return (routing.Trace(), routing.Height);
    }

    // Lines of errors leave and arrive at the side on which they go on.
    private void PlacePorts()
    {
        foreach (var node in _region.Nodes)
        {
            node.CatchExit *= Side(node, [.. node.Below.Where(l => l.Class is LineClass.Catch).Select(l => l.Lower.X)]);
            node.CatchEntry *= Side(node, [.. node.Above.Where(l => l.Class is LineClass.Catch).Select(l => l.Upper.X)]);
        }
    }

    private static int Side(Vertex node, double[] others) => others.Length > 0 && others.Average() < node.X ? -1 : 1;

    private Terminal TerminalOf(Vertex vertex, bool isUpper, LineClass lineClass)
    {
        var key = (vertex, isUpper, vertex.IsNode ? lineClass : LineClass.Flow);
        if (!_terminals.TryGetValue(key, out var terminal))
        {
            var offset = !vertex.IsNode || lineClass is LineClass.Flow ? 0 : isUpper ? vertex.CatchExit : vertex.CatchEntry;
            _terminals[key] = terminal = new(vertex, isUpper, vertex.X + offset);
        }

        return terminal;
    }

    // The steps of a route: the space each crosses (numbered like the rank below it), and its two terminals in the direction of the edge.
    private IEnumerable<(int Channel, Terminal From, Terminal To)> Hops(Route route)
    {
        for (var i = 0; i + 1 < route.Path.Count; i++)
        {
            var (from, to) = (route.Path[i], route.Path[i + 1]);
            // Within one rank a line turns: below its source, above its target.
            var down = from.Rank < to.Rank || (from.Rank == to.Rank && i + 2 < route.Path.Count);
            var arrivesAbove = from.Rank < to.Rank || (from.Rank == to.Rank && i + 2 == route.Path.Count);
            yield return (down ? from.Rank + 1 : from.Rank, TerminalOf(from, down, route.Class), TerminalOf(to, !arrivesAbove, route.Class));
        }
    }

    private void FillChannels()
    {
        var hops = new List<List<(Terminal From, Terminal To)>>();
        for (var rank = 0; rank <= _region.Ranks.Count; rank++)
        {
            hops.Add([]);
        }

        var seen = new HashSet<(Terminal, Terminal)>();
        foreach (var (channel, from, to) in _region.Routes.SelectMany(Hops))
        {
            if (seen.Add((from, to)))
            {
                hops[channel].Add((from, to));
            }
        }

        _channels.AddRange(hops.Select(Channel.Of));
    }

    private void PlaceRanks()
    {
        var y = 0.0;
        for (var rank = 0; rank <= _region.Ranks.Count; rank++)
        {
            var channel = _channels[rank];
            var isOutside = rank is 0 || rank == _region.Ranks.Count;
            var gap = Gap(rank, channel, isOutside);
            foreach (var net in channel.Nets)
            {
                net.Y = y + TopMargin(rank) + (net.Track * Measures.TrackGap);
            }

            y += gap;
            if (isOutside && rank > 0)
            {
                break;
            }

            var vertices = _region.Ranks[rank];
            var height = vertices.Count is 0 ? 0 : vertices.Max(v => v.Height);
            foreach (var vertex in vertices)
            {
                // Labels hang from the line that comes down to them, nodes from the top of their rank.
                vertex.Top = y;
            }

            y += height;
        }

        Height = y;
    }

    private double Gap(int rank, Channel channel, bool isOutside)
    {
        if (channel.Tracks is 0)
        {
            return isOutside ? 0 : IsLabelRank(rank) || IsLabelRank(rank - 1) ? Measures.LabelGap + (IsLabelRank(rank - 1) ? 6 : 0) : Measures.StraightGap;
        }

        var tracks = (channel.Tracks - 1) * Measures.TrackGap;
        return TopMargin(rank) + tracks + (rank == _region.Ranks.Count ? 4 : IsLabelRank(rank) ? Measures.LabelGap : Measures.BelowTracks);
    }

    private double TopMargin(int rank) => rank is 0 ? 4 : IsLabelRank(rank - 1) ? Measures.LabelGap : Measures.AboveTracks;

    private bool IsLabelRank(int rank) => rank >= 0 && rank < _region.Ranks.Count && _region.Ranks[rank].TrueForAll(v => !v.IsNode);

    private List<RoutedEdge> Trace()
    {
        var drawn = new HashSet<(Terminal, Terminal)>();
        var edges = new List<RoutedEdge>();
        foreach (var route in _region.Routes)
        {
            var line = new List<Point>();
            var visible = -1;
            foreach (var (channel, from, to) in Hops(route))
            {
                var isNew = drawn.Add((from, to));
                if (!isNew && visible < 0)
                {
                    visible = line.Count + 1;
                }

                var net = _channels[channel].NetOf(from, to);
                line.Add(new(from.X, from.Y));
                if (Math.Abs(from.X - to.X) >= 0.5 || from.IsUpper == to.IsUpper)
                {
                    line.Add(new(from.X, net.Y));
                    line.Add(new(to.X, net.Y));
                }

                line.Add(new(to.X, to.Y));
            }

            var label = route.Label;
            edges.Add(new(route.Edge, line, visible < 0 ? line.Count : visible, label is null ? null
                : new Box(label.X - (label.Width / 2), label.Top, label.Width, label.Height)));
        }

        return edges;
    }
}
