using StepFlow.Hosting.Definitions;
using StepFlow.StepFunctions.Journal;

namespace StepFlow.Hosting;

/// <summary>The application cannot start; the message says why and what to do, and no stack would say more.</summary>
public sealed class StartException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The sentence to show for an exception, or null where it is a defect that needs its stack.</summary>
    internal static string? Explain(Exception exception) => exception switch
    {
        StartException or DefinitionFileException or DataFolderInUseException or JournalFormatException => exception.Message,
        AggregateException { InnerExceptions: [var only] } => Explain(only),
        _ => null,
    };
}
