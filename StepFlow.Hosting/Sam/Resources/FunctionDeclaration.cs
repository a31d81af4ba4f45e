using StepFlow.Hosting.Sam.Templates;

namespace StepFlow.Hosting.Sam.Resources;

/// <summary>A function as a template declares it.</summary>
/// <param name="Resource">Where it is declared.</param>
/// <param name="Name">The name it has as a function.</param>
/// <param name="Runtime">Such as <c>dotnet10</c>; empty for images.</param>
/// <param name="Handler">What the runtime is to call; empty where there is no such thing.</param>
/// <param name="Code">The folder or zip with its code, or null where that is not on this machine.</param>
/// <param name="InlineCode">Code that stands in the template itself.</param>
/// <param name="Missing">Why it cannot run here, known before anything is built; null where nothing is known against it.</param>
internal sealed record FunctionDeclaration(
    TemplateResource Resource, string Name, string Runtime, string Handler, string? Code, string? InlineCode, string? Missing)
{
    public string Id => Resource.Id;

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    public int MemoryMegabytes { get; init; } = 128;

    /// <summary>How many processes may run at most.</summary>
    public int Processes { get; init; } = 1;

    public string? Alias { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];
}
