using StepFlow.ConsoleUI.Graph.Reading;

namespace StepFlow.ConsoleUI.Graph;

/// <summary>What a node stands for: one of the state types of ASL, or a mark of our own.</summary>
public enum NodeKind
{
    Start,
    End,
    Task,
    Pass,
    Choice,
    Wait,
    Succeed,
    Fail,
    Parallel,
    Map,

    /// <summary>A state whose Type is absent or unknown.</summary>
    Unknown,

    /// <summary>A name that a transition leads to, and that no state of the same scope has.</summary>
    Missing,
}

/// <summary>Which field of a state an edge comes from.</summary>
public enum EdgeKind
{
    StartAt,
    Next,
    Choice,
    Default,
    Catch,
    End,
}

/// <summary>One node of the picture.</summary>
/// <param name="Detail">A few words under the name, such as <c>Lambda · worker</c>.</param>
/// <param name="Badge">What marks a container, such as <c>Distributed</c>; null for none.</param>
/// <param name="Regions">The branches of a Parallel, the one processor of a Map; empty for everything else.</param>
public sealed record MachineNode(string Name, NodeKind Kind, string Detail, string? Badge, IReadOnlyList<MachineRegion> Regions)
{
    /// <summary>Whether this is a state of the definition, rather than a mark of ours.</summary>
    public bool IsState => Kind is not (NodeKind.Start or NodeKind.End or NodeKind.Missing);

    public bool IsContainer => Regions.Count > 0;

    /// <summary>Whether what is inside runs in executions of their own, the children of a Map Run.</summary>
    public bool IsDistributed => Badge is StateDetail.Distributed;
}

/// <summary>A transition between two nodes of the same region, given by their places in it.</summary>
/// <param name="Labels">Conditions of a Choice, error names of a Catch; several where several rules lead to the same state.</param>
public sealed record MachineEdge(int From, int To, EdgeKind Kind, IReadOnlyList<string> Labels);

/// <summary>States of one scope with their transitions: transitions never leave a scope.</summary>
public sealed record MachineRegion(IReadOnlyList<MachineNode> Nodes, IReadOnlyList<MachineEdge> Edges);

/// <summary>A definition as nodes and edges, as far as it can be understood.</summary>
/// <param name="Problem">Why there is nothing to draw; null where there is something.</param>
public sealed record MachineGraph(MachineRegion Root, string? Problem)
{
    /// <summary>Every state, those inside containers too, each container before its content.</summary>
    public IEnumerable<MachineNode> States => StatesOf(Root);

    /// <summary>The innermost distributed Map around a state; null where there is none.</summary>
    public MachineNode? DistributedAround(string state) =>
        States.LastOrDefault(map => map.IsDistributed && map.Regions.SelectMany(StatesOf).Any(inner => inner.Name == state));

    private static IEnumerable<MachineNode> StatesOf(MachineRegion region) =>
        region.Nodes.Where(n => n.IsState).SelectMany(n => n.Regions.SelectMany(StatesOf).Prepend(n));
}
