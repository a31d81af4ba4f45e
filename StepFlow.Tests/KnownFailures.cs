using Xunit;

namespace StepFlow.Tests;

/// <summary>A list of cases that fail for a reason: <c>id: reason</c>, one a line. It may only shrink.</summary>
public sealed class KnownFailures
{
    private readonly Dictionary<string, string> _reasons;

    private KnownFailures(Dictionary<string, string> reasons) => _reasons = reasons;

    public int Count => _reasons.Count;

    public IReadOnlyCollection<string> Ids => _reasons.Keys;

    /// <summary>Reads an embedded or neighbouring list by its path below StepFlow.Tests.</summary>
    public static KnownFailures Read(params ReadOnlySpan<string> parts)
    {
        var lines = File.ReadAllLines(Path.Combine([AppContext.BaseDirectory, .. parts]));
        return new(lines.Where(l => l.Length > 0 && l[0] is not '#')
            .Select(l => l.Split(": ", 2))
            .ToDictionary(p => p[0].Trim(), p => p[1].Trim(), StringComparer.Ordinal));
    }

    /// <summary>Fails the test unless exactly the listed cases failed.</summary>
    public void Check(IReadOnlyDictionary<string, string> failures, IEnumerable<string> passed)
    {
        List<string> problems = [.. failures.Where(f => !_reasons.ContainsKey(f.Key)).Select(f => $"{f.Key}: {f.Value}")];
        problems.AddRange(passed.Where(_reasons.ContainsKey).Select(id => $"{id} passes now: take it off the list"));
        Assert.True(problems.Count is 0, string.Join('\n', problems));
    }
}
