using System.Collections.Concurrent;

namespace StepFlow.StepFunctions.Catalog;

/// <summary>All activities of all accounts and regions; as <see cref="StateMachines"/>.</summary>
public sealed class Activities
{
    private readonly Lock _gate = new();
    private readonly ICatalogStore _store;
    private readonly ConcurrentDictionary<string, ActivityResource> _activities;

    public Activities(ICatalogStore store)
    {
        _store = store;
        _activities = new(store.Load().Activities.Select(a => KeyValuePair.Create(a.Arn, a)), StringComparer.Ordinal);
    }

    public ActivityResource? Find(string arn) => _activities.GetValueOrDefault(arn);

    /// <summary>Activities of one account and region, by name, behind the one where the last page ended.</summary>
    public IReadOnlyList<ActivityResource> List(string region, string account, string? after, int limit)
    {
        var prefix = $":states:{region}:{account}:activity:";
        return
        [
            .. _activities.Values
                .Where(a => string.CompareOrdinal(a.Name, after) > 0 && a.Arn.Contains(prefix, StringComparison.Ordinal))
                .OrderBy(a => a.Name, StringComparer.Ordinal)
                .Take(limit),
        ];
    }

    /// <summary>Decides about one ARN with nobody else changing it meanwhile; null for no change.</summary>
    public ActivityResource? Change(string arn, Func<ActivityResource?, ActivityResource?> decide)
    {
        lock (_gate)
        {
            var old = Find(arn);
            if (decide(old) is not { } activity)
            {
                return old;
            }

            _store.Save(new CatalogChange.ActivitySaved(activity));
            return _activities[arn] = activity;
        }
    }

    public void Remove(string arn)
    {
        lock (_gate)
        {
            if (_activities.ContainsKey(arn))
            {
                _store.Save(new CatalogChange.ActivityRemoved(arn));
                _activities.TryRemove(arn, out _);
            }
        }
    }
}
