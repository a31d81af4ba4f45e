namespace StepFlow.Lambda;

/// <summary>A refusal of the Runtime API, in the form runtimes know.</summary>
internal sealed class RuntimeApiException(int status, string type, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Type { get; } = type;
}
