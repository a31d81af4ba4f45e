using StepFlow.Hosting.Definitions;
using StepFlow.StepFunctions.Catalog;

namespace StepFlow.Hosting;

/// <summary>A definition with its substitutions filled in.</summary>
/// <param name="File">The file it stands in.</param>
/// <param name="Json">The definition.</param>
/// <param name="Find">Where in the file the place of a diagnostic is.</param>
internal sealed record WrittenDefinition(string File, string Json, Func<string?, TextPlace> Find);

/// <summary>A state machine whose definition is a file with substitutions.</summary>
public sealed class StateMachineResource(string name, string definitionPath, StateMachineType type) : Resource(name)
{
    /// <summary>As written in the AppHost, relative to its folder.</summary>
    public string DefinitionPath { get; } = definitionPath;

    public StateMachineType Type { get; } = type;

    /// <summary>Functions and state machines the definition may name: <c>${Worker}</c> is the ARN of "worker".</summary>
    public IReadOnlyList<Resource> References => ReferenceList;

    /// <summary>Further values for the definition, by the name between <c>${</c> and <c>}</c>.</summary>
    public IReadOnlyDictionary<string, string> Substitutions => SubstitutionValues;

    /// <summary>The definition where it has been read already; null is to be read from <see cref="DefinitionPath"/>.</summary>
    internal WrittenDefinition? Written { get; init; }

    internal List<Resource> ReferenceList { get; } = [];

    internal Dictionary<string, string> SubstitutionValues { get; } = new(StringComparer.Ordinal);
}
