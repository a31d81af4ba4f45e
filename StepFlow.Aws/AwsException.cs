namespace StepFlow.Aws;

/// <summary>A refusal in AWS terms: <paramref name="code"/> is what SDKs turn into a typed exception.</summary>
public sealed class AwsException(string code, string? message, int status = 400) : Exception(message ?? code)
{
    public string Code { get; } = code;

    /// <summary>The text on the wire; null leaves it out, as AWS does for a body it cannot read.</summary>
    public string? Text { get; } = message;

    public int Status { get; } = status;
}
