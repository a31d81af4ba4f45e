namespace StepFlow.StepFunctions.Operations.Shapes;

/// <summary><c>inputDetails</c> and <c>outputDetails</c>: whether the data is in the answer.</summary>
internal sealed record DataDetails(bool Included)
{
    public static readonly DataDetails Yes = new(Included: true);
    public static readonly DataDetails No = new(Included: false);
}
