using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Catalog;

namespace StepFlow.StepFunctions.Operations.Shapes;

/// <summary><c>type</c> of a state machine on the wire.</summary>
internal static class StateMachineTypes
{
    private const string Express = "EXPRESS";
    private const string Standard = "STANDARD";

    public static readonly EnumValues Values = new(Standard, Express);

    public static StateMachineType Read(string? type) => type is Express ? StateMachineType.Express : StateMachineType.Standard;

    public static string ToWire(this StateMachineType type) => type is StateMachineType.Express ? Express : Standard;
}
