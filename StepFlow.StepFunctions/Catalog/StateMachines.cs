using System.Collections.Concurrent;

namespace StepFlow.StepFunctions.Catalog;

/// <summary>All state machines of all accounts and regions. Reads take no lock; changes come one after another and are durable when they return.</summary>
public sealed class StateMachines : IRevisions
{
    private readonly Lock _gate = new();
    private readonly ICatalogStore _store;
    private readonly ConcurrentDictionary<string, StateMachine> _machines;
    private readonly ConcurrentDictionary<(string Arn, string Id), StateMachineRevision> _revisions = new();

    public StateMachines(ICatalogStore store)
    {
        _store = store;
        _machines = new(store.Load().StateMachines.Select(m => KeyValuePair.Create(m.Arn, m)), StringComparer.Ordinal);
    }

    public StateMachine? Find(string arn) => _machines.GetValueOrDefault(arn);

    public StateMachineRevision? Find(string stateMachineArn, string revisionId)
    {
        if (_revisions.TryGetValue((stateMachineArn, revisionId), out var known))
        {
            return known;
        }

        // Whoever is first decides which instance everybody gets.
        return _store.FindRevision(stateMachineArn, revisionId) is { } stored
            ? _revisions.GetOrAdd((stateMachineArn, revisionId), stored)
            : null;
    }

    public StateMachineRevision CurrentRevision(StateMachine machine) => Revision(machine, machine.RevisionId);

    public StateMachineRevision Revision(StateMachine machine, string revisionId) =>
        Find(machine.Arn, revisionId) ?? throw new InvalidDataException($"The catalog has no revision {revisionId} of {machine.Arn}.");

    /// <summary>State machines of one account and region, by name, behind the one where the last page ended.</summary>
    public IReadOnlyList<StateMachine> List(string region, string account, string? after, int limit)
    {
        var prefix = $":states:{region}:{account}:stateMachine:";
        return
        [
            .. _machines.Values
                .Where(m => string.CompareOrdinal(m.Name, after) > 0 && m.Arn.Contains(prefix, StringComparison.Ordinal))
                .OrderBy(m => m.Name, StringComparer.Ordinal)
                .Take(limit),
        ];
    }

    /// <summary>State machines of all accounts and regions whose name contains the text, whatever its case; by name.</summary>
    public IReadOnlyList<StateMachine> Search(string text) =>
    [
        .. _machines.Values
            .Where(m => m.Name.Contains(text, StringComparison.OrdinalIgnoreCase))
            .OrderBy(m => m.Name, StringComparer.OrdinalIgnoreCase)
            .ThenBy(m => m.Arn, StringComparer.Ordinal),
    ];

    /// <summary>
    /// Decides about one ARN with nobody else changing it meanwhile. <paramref name="decide"/> sees the state machine or null,
    /// and answers what it is to be, or null for no change. A new revision comes with it.
    /// </summary>
    public StateMachine? Change(string arn, Func<StateMachine?, (StateMachine Machine, StateMachineRevision? NewRevision)?> decide)
    {
        lock (_gate)
        {
            var old = Find(arn);
            if (decide(old) is not { } change)
            {
                return old;
            }

            var (machine, revision) = change;
            if (old != machine || revision is not null)
            {
                _store.Save(new CatalogChange.StateMachineSaved(machine, revision));
            }

            if (revision is not null)
            {
                _revisions[(arn, revision.RevisionId)] = revision;
            }

            _machines[arn] = machine;
            return machine;
        }
    }

    public bool Remove(string arn)
    {
        lock (_gate)
        {
            if (!_machines.ContainsKey(arn))
            {
                return false;
            }

            _store.Save(new CatalogChange.StateMachineRemoved(arn));
            return _machines.TryRemove(arn, out _);
        }
    }
}
