namespace StepFlow.StepFunctions.Catalog;

/// <summary>How executions of a state machine run: durable with a history, or in memory for at most five minutes.</summary>
public enum StateMachineType
{
    Standard,
    Express,
}
