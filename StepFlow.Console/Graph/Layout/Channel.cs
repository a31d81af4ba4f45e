namespace StepFlow.ConsoleUI.Graph.Layout;

/// <summary>Where a line enters the space between two ranks: below a vertex of the upper one, or above one of the lower.</summary>
internal sealed class Terminal(Vertex vertex, bool isUpper, double x)
{
    public Vertex Vertex { get; } = vertex;

    public bool IsUpper { get; } = isUpper;

    public double X { get; } = x;

    public double Y => IsUpper ? Vertex.Bottom : Vertex.Top;
}

/// <summary>Lines between two ranks that share one horizontal run: they part from one terminal, or meet in one.</summary>
internal sealed class Net(Terminal hub)
{
    private readonly List<Terminal> _terminals = [hub];

    public IReadOnlyList<Terminal> Terminals => _terminals;

    public double Left { get; private set; } = hub.X;

    public double Right { get; private set; } = hub.X;

    /// <summary>No terminal is beside another: the lines need no horizontal run.</summary>
    public bool IsStraight => Right - Left < 0.5;

    /// <summary>The number of the horizontal run, from the top.</summary>
    public int Track { get; set; }

    /// <summary>The height of the run in the picture.</summary>
    public double Y { get; set; }

    public void Add(Terminal terminal)
    {
        _terminals.Add(terminal);
        Left = Math.Min(Left, terminal.X);
        Right = Math.Max(Right, terminal.X);
    }
}

/// <summary>The space between two ranks, with the nets that cross it.</summary>
internal sealed class Channel
{
    // Verticals nearer than this would look like one line.
    private const double SameColumn = 7;
    private const int Overlap = 1000;
    private readonly Dictionary<(Terminal From, Terminal To), Net> _netOf = [];

    public List<Net> Nets { get; } = [];

    public int Tracks { get; private set; }

    public Net NetOf(Terminal from, Terminal to) => _netOf[(from, to)];

    /// <param name="hops">Pairs of terminals in the direction of their edges, each pair once.</param>
    public static Channel Of(IReadOnlyCollection<(Terminal From, Terminal To)> hops)
    {
        var channel = new Channel();
        var leaving = hops.CountBy(h => h.From).ToDictionary();
        var arriving = hops.CountBy(h => h.To).ToDictionary();
        var nets = new Dictionary<(Terminal Hub, bool Parts), Net>();
        foreach (var (from, to) in hops)
        {
            var parts = leaving[from] >= arriving[to];
            var hub = parts ? from : to;
            if (!nets.TryGetValue((hub, parts), out var net))
            {
                nets[(hub, parts)] = net = new(hub);
                channel.Nets.Add(net);
            }

            net.Add(parts ? to : from);
            channel._netOf[(from, to)] = net;
        }

        channel.AssignTracks();
        return channel;
    }

    private void AssignTracks()
    {
        var order = Nets.Where(n => !n.IsStraight).OrderBy(n => n.Left).ThenBy(n => n.Right).ToList();
        var improved = true;
        for (var round = 0; improved && round < order.Count; round++)
        {
            improved = false;
            for (var i = 0; i + 1 < order.Count; i++)
            {
                if (Cost(order[i], order[i + 1]) > Cost(order[i + 1], order[i]))
                {
                    (order[i], order[i + 1]) = (order[i + 1], order[i]);
                    improved = true;
                }
            }
        }

        for (var i = 0; i < order.Count; i++)
        {
            for (var above = 0; above < i; above++)
            {
                if (Touch(order[above], order[i]))
                {
                    order[i].Track = Math.Max(order[i].Track, order[above].Track + 1);
                }
            }

            Tracks = Math.Max(Tracks, order[i].Track + 1);
        }
    }

    private static bool Touch(Net a, Net b) => a.Left <= b.Right + SameColumn && b.Left <= a.Right + SameColumn;

    // Crossings between two nets when the first has the upper run; verticals on top of each other weigh more than any crossing.
    private static int Cost(Net upper, Net lower)
    {
        var cost = 0;
        foreach (var terminal in upper.Terminals)
        {
            if (!terminal.IsUpper)
            {
                cost += IsInside(terminal.X, lower) ? 1 : 0;
                cost += lower.Terminals.Any(t => t.IsUpper && Math.Abs(t.X - terminal.X) < SameColumn) ? Overlap : 0;
            }
        }

        foreach (var terminal in lower.Terminals)
        {
            cost += terminal.IsUpper && IsInside(terminal.X, upper) ? 1 : 0;
        }

        return cost;
    }

    private static bool IsInside(double x, Net net) => x > net.Left - SameColumn && x < net.Right + SameColumn;
}
