namespace StepFlow.ConsoleUI.Graph.Reading;

/// <summary>Collects the nodes and edges of one scope. Rules of one state that lead to the same target become one edge with several labels.</summary>
internal sealed class RegionBuilder
{
    private readonly List<MachineNode> _nodes = [];
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);
    private readonly List<(int From, int To, EdgeKind Kind, List<string> Labels)> _edges = [];
    private readonly Dictionary<(int From, int To, EdgeKind Kind), int> _edgeIndex = [];
    private int _end = -1;

    public MachineNode this[int index] => _nodes[index];

    public int Add(MachineNode node)
    {
        _nodes.Add(node);
        return _nodes.Count - 1;
    }

    public void AddState(MachineNode state) => _byName[state.Name] = Add(state);

    public int IndexOf(string name) => _byName[name];

    public void Connect(int from, string target, EdgeKind kind, string? label = null)
    {
        if (!_byName.TryGetValue(target, out var to))
        {
            _byName[target] = to = Add(new(target, NodeKind.Missing, "no such state here", null, []));
        }

        Connect(from, to, kind, label);
    }

    public void ConnectToEnd(int from)
    {
        if (_end < 0)
        {
            _end = Add(new("End", NodeKind.End, "", null, []));
        }

        Connect(from, _end, EdgeKind.End, null);
    }

    public MachineRegion Build() => new(_nodes, [.. _edges.Select(e => new MachineEdge(e.From, e.To, e.Kind, e.Labels))]);

    private void Connect(int from, int to, EdgeKind kind, string? label)
    {
        if (!_edgeIndex.TryGetValue((from, to, kind), out var index))
        {
            _edgeIndex[(from, to, kind)] = index = _edges.Count;
            _edges.Add((from, to, kind, []));
        }

        if (!string.IsNullOrEmpty(label))
        {
            _edges[index].Labels.Add(label);
        }
    }
}
