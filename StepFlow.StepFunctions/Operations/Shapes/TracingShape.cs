using StepFlow.Aws.Validation;

namespace StepFlow.StepFunctions.Operations.Shapes;

/// <summary><c>tracingConfiguration</c> on the wire.</summary>
internal sealed record TracingShape(bool? Enabled)
{
    internal static Constraints<TracingShape> Constraints { get; } = new Constraints<TracingShape>().Flag("enabled");
}
