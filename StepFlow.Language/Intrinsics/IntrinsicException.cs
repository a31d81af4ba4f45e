namespace StepFlow.Language.Intrinsics;

/// <summary>A text that is no intrinsic function call, with the place (characters from the start) where reading stopped.</summary>
public sealed class IntrinsicSyntaxException(string message, int position) : Exception(message)
{
    public int Position { get; } = position;
}

/// <summary>A call that failed while it was evaluated; becomes a States error with the text of the whole call around it.</summary>
internal sealed class IntrinsicFault(string message) : Exception(message)
{
    public static IntrinsicFault InvalidArguments(string function) => new($"Invalid arguments in States.{function}");
}
