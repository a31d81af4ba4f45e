namespace StepFlow.Lambda;

/// <summary>A refusal of the Lambda service itself (not of a function), in AWS's terms.</summary>
public sealed class LambdaException(string code, string message, int status) : Exception(message)
{
    public string Code { get; } = code;

    public int Status { get; } = status;

    internal static LambdaException FunctionNotFound(string arn) =>
        new("ResourceNotFoundException", $"Function not found: {arn}", 404);

    internal static LambdaException InvalidParameter(string message) => new("InvalidParameterValueException", message, 400);

    internal static LambdaException Validation(string value, string member, string constraint) =>
        new("ValidationException", $"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: {constraint}", 400);

    internal static LambdaException TooLarge(long limit) =>
        new("RequestEntityTooLargeException", $"Request must be smaller than {limit} bytes for the InvokeFunction operation", 413);
}
