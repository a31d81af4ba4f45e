namespace StepFlow.StepFunctions.Catalog;

/// <summary>What the engine asks of the catalog when it takes up an execution again.</summary>
public interface IRevisions
{
    /// <summary>The revision an execution was started with; found after its state machine was deleted, too.</summary>
    StateMachineRevision? Find(string stateMachineArn, string revisionId);
}
