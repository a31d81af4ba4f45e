namespace StepFlow.StepFunctions.TimeSkipping;

/// <summary>How far each execution's clock is to be ahead in the end, for a skip by a given time.</summary>
internal sealed class SkipTargets(TimeSpan by)
{
    private readonly Dictionary<string, TimeSpan> _ahead = new(StringComparer.Ordinal);
    private bool _begun;

    /// <summary>Takes in who is there; of those who come later, the ones that were started by one that moves.</summary>
    public void Take(IReadOnlyList<Family> families)
    {
        foreach (var member in families.SelectMany(f => f.Members))
        {
            if (!_begun)
            {
                _ahead[member.ExecutionArn] = member.Ahead + by;
            }
            else if (member.StartedBy is { } starter && _ahead.TryGetValue(starter, out var target))
            {
                _ahead.TryAdd(member.ExecutionArn, target);
            }
        }

        _begun = true;
    }

    /// <summary>How far a family is to go yet; zero where it is there, or does not take part.</summary>
    public TimeSpan LeftFor(Family family)
    {
        var left = TimeSpan.Zero;
        foreach (var member in family.Members)
        {
            if (_ahead.TryGetValue(member.ExecutionArn, out var target) && target - member.Ahead > left)
            {
                left = target - member.Ahead;
            }
        }

        return left;
    }
}
