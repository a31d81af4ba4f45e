namespace StepFlow.StepFunctions.Operations.Shapes;

/// <summary>An answer without members: <c>{}</c>.</summary>
internal sealed record Nothing
{
    public static readonly Nothing Instance = new();
}
