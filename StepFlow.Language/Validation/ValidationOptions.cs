namespace StepFlow.Language.Validation;

/// <summary>How strictly a definition is judged.</summary>
/// <param name="Type">Express state machines refuse some integrations and distributed maps.</param>
/// <param name="AllowSubstitutions">
/// Files may hold <c>${Token}</c> for what a deployment fills in: it then counts as any type. The service itself knows no tokens.
/// </param>
public sealed record ValidationOptions(MachineType Type = MachineType.Standard, bool AllowSubstitutions = false);
