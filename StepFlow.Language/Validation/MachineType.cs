namespace StepFlow.Language.Validation;

/// <summary>The kind of state machine a definition is judged for.</summary>
public enum MachineType
{
    Standard,
    Express,
}
