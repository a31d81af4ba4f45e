namespace StepFlow.StepFunctions.Catalog;

/// <summary>Keeps state machines, their revisions and activities.</summary>
public interface ICatalogStore
{
    /// <summary>Everything but revisions, which are asked for one by one.</summary>
    CatalogContents Load();

    StateMachineRevision? FindRevision(string stateMachineArn, string revisionId);

    /// <summary>Returns once the change is durable.</summary>
    void Save(CatalogChange change);
}

/// <summary>What a store held when it was opened, in no order.</summary>
public sealed record CatalogContents(IReadOnlyList<StateMachine> StateMachines, IReadOnlyList<ActivityResource> Activities);

/// <summary>One change of the catalog; each is stored whole or not at all.</summary>
public abstract record CatalogChange
{
    private CatalogChange()
    {
    }

    /// <summary>A state machine as it is now, with the revision that is new with this change.</summary>
    public sealed record StateMachineSaved(StateMachine Machine, StateMachineRevision? NewRevision) : CatalogChange;

    /// <summary>The revisions stay: executions may need them.</summary>
    public sealed record StateMachineRemoved(string Arn) : CatalogChange;

    public sealed record ActivitySaved(ActivityResource Activity) : CatalogChange;

    public sealed record ActivityRemoved(string Arn) : CatalogChange;
}
