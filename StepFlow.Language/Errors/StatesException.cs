namespace StepFlow.Language.Errors;

/// <summary>Carries a <see cref="StatesError"/> out of expression code. Caught only where a state is run.</summary>
public class StatesException(StatesError error) : Exception(error.Cause ?? error.Name)
{
    public StatesError Error { get; } = error;

    /// <summary>A States.Runtime failure with that cause.</summary>
    public static StatesException Runtime(string cause) => new(new(StatesError.Runtime, cause));
}

/// <summary>A JSONata expression that failed, with the field it stands in (<c>Output/total</c>).</summary>
public sealed class QueryEvaluationException(string? location, string cause)
    : StatesException(new(StatesError.QueryEvaluationError, cause))
{
    /// <summary>Null where AWS names no field: the items of a JSONPath Map.</summary>
    public string? Location { get; } = location;
}
