namespace StepFlow.StepFunctions.TimeSkipping;

/// <summary>Where each execution's clock is to be in the end, for a skip by a given time. The real time that it takes counts too.</summary>
internal sealed class SkipTargets(TimeSpan by)
{
    private readonly Dictionary<string, DateTimeOffset> _targets = new(StringComparer.Ordinal);
    private bool _begun;

    /// <summary>Takes in who is there; of those who come later, the ones that were started by one that moves.</summary>
    public void Take(IReadOnlyList<Family> families)
    {
        foreach (var member in families.SelectMany(f => f.Members))
        {
            if (!_begun)
            {
                _targets[member.ExecutionArn] = member.Now + by;
            }
            else if (member.StartedBy is { } starter && _targets.TryGetValue(starter, out var target))
            {
                _targets.TryAdd(member.ExecutionArn, target);
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
            if (_targets.TryGetValue(member.ExecutionArn, out var target) && target - member.Now > left)
            {
                left = target - member.Now;
            }
        }

        return left;
    }
}
