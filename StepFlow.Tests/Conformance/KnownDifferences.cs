namespace StepFlow.Tests.Conformance;

/// <summary>
/// known-differences.txt: cases that no implementation can pass, one a line: id, the level they fail at, the reason. A level that ends in
/// '?' depends on chance. docs/conformance.md holds the proofs.
/// </summary>
internal sealed class KnownDifferences
{
    public static readonly string[] Levels = ["L1", "L2", "L3"];

    private readonly Dictionary<string, string> _levels;

    private KnownDifferences(Dictionary<string, string> levels) => _levels = levels;

    public IReadOnlyCollection<string> Ids => _levels.Keys;

    public static KnownDifferences Read() => new(File.ReadLines(Path.Combine(Repository.Root, "StepFlow.Tests", "Conformance", "known-differences.txt"))
        .Where(line => line.Length > 0 && line[0] is not '#')
        .Select(line => line.Split('\t'))
        .ToDictionary(
            fields => fields is [_, _, { Length: > 10 }] ? fields[0] : throw new InvalidDataException($"No reason given: {fields[0]}"),
            fields => fields[1],
            StringComparer.Ordinal));

    /// <summary>Whether the case is out of reach at this level (0: L1, 3: event ids) for any implementation.</summary>
    public bool Excludes(string id, int level) => _levels.TryGetValue(id, out var at) && Array.IndexOf(Levels, at.TrimEnd('?')) <= level;

    /// <summary>What contradicts the list: cases that fail earlier than it says, and cases that pass although it names them.</summary>
    public IEnumerable<string> Contradictions(IReadOnlyDictionary<string, (string Level, string Difference)> failing) => failing
        .Where(f => !Excludes(f.Key, Array.IndexOf(Levels, f.Value.Level)))
        .Select(f => $"{f.Key} fails at {f.Value.Level}: {f.Value.Difference}")
        .Concat(_levels.Where(k => !failing.ContainsKey(k.Key) && !k.Value.EndsWith('?')).Select(k => $"{k.Key} passes now: take it off known-differences.txt"));
}
