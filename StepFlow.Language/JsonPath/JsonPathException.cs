namespace StepFlow.Language.JsonPath;

/// <summary>A text that is not a path, with the place (characters from the start) where reading stopped.</summary>
public sealed class JsonPathException(string message, int position) : Exception(message)
{
    public int Position { get; } = position;
}
