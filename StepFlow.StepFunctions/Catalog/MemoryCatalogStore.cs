using System.Diagnostics;

namespace StepFlow.StepFunctions.Catalog;

/// <summary>A catalog that ends with the process.</summary>
public sealed class MemoryCatalogStore : ICatalogStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, StateMachine> _machines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ActivityResource> _activities = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Arn, string Id), StateMachineRevision> _revisions = [];

    public CatalogContents Load()
    {
        lock (_gate)
        {
            return new([.. _machines.Values], [.. _activities.Values]);
        }
    }

    public StateMachineRevision? FindRevision(string stateMachineArn, string revisionId)
    {
        lock (_gate)
        {
            return _revisions.GetValueOrDefault((stateMachineArn, revisionId));
        }
    }

    public void Save(CatalogChange change)
    {
        lock (_gate)
        {
            switch (change)
            {
                case CatalogChange.StateMachineSaved { Machine: var machine, NewRevision: var revision }:
                    _machines[machine.Arn] = machine;
                    if (revision is not null)
                    {
                        _revisions[(revision.StateMachineArn, revision.RevisionId)] = revision;
                    }

                    break;
                case CatalogChange.StateMachineRemoved { Arn: var arn }:
                    _machines.Remove(arn);
                    break;
                case CatalogChange.ActivitySaved { Activity: var activity }:
                    _activities[activity.Arn] = activity;
                    break;
                case CatalogChange.ActivityRemoved { Arn: var arn }:
                    _activities.Remove(arn);
                    break;
                default:
                    throw new UnreachableException($"Unknown change {change.GetType().Name}");
            }
        }
    }
}
