namespace StepFlow.Aws.Validation;

/// <summary>What kind of value a member of a request is, in the words of AWS's service models.</summary>
public enum MemberKind
{
    Text,
    Integer,
    Real,
    Flag,
    Structure,
    List,
}

/// <summary>One member of a request as the service model has it: what a call must satisfy before an operation sees it.</summary>
/// <param name="Bytes">The limit counts UTF-8 bytes, not characters.</param>
/// <param name="Sensitive">The value is never repeated in an error.</param>
/// <param name="Members">The members of a structure, or of the items of a list; for a list of texts one with the name <c>member</c>.</param>
public sealed record Constraint(
    string Name,
    MemberKind Kind,
    bool Required = false,
    double? Min = null,
    double? Max = null,
    bool Bytes = false,
    bool Sensitive = false,
    string? Pattern = null,
    EnumValues? Values = null,
    IReadOnlyList<Constraint>? Members = null);
