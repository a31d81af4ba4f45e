using StepFlow.Hosting.Definitions;
using StepFlow.Language.Json;
using StepFlow.Language.Validation.Reporting;

namespace StepFlow.Hosting.Embedded;

/// <summary>A definition as it was read and as it is to be created.</summary>
internal sealed record DefinitionFile(StateMachineResource StateMachine, string File, string Text, string Definition)
{
    public DefinitionProblem ProblemAt(string? location, string message)
    {
        if (StateMachine.Written is { } written)
        {
            return new(written.Find(location), location, message);
        }

        var (line, column) = JsonLocations.Of(Text).Find(location);
        return new(new(line, column), location, message);
    }
}

/// <summary>Reads the definition files of a model and fills in their substitutions.</summary>
internal static class DefinitionFiles
{
    /// <summary>The definitions of a model; all that cannot be read are told at once.</summary>
    public static IReadOnlyList<DefinitionFile> ReadAll(AppModel model, Arns arns)
    {
        List<DefinitionFile> files = [];
        RefusedDefinitions refused = new();
        foreach (var stateMachine in model.StateMachines)
        {
            try
            {
                files.Add(Read(stateMachine, model.Directory, arns));
            }
            catch (Exception e) when (e is DefinitionFileException or StartException)
            {
                refused.Add(e);
            }
        }

        refused.ThrowIfAny();
        return files;
    }

    public static DefinitionFile Read(StateMachineResource stateMachine, string directory, Arns arns)
    {
        if (stateMachine.Written is { } written)
        {
            return new(stateMachine, written.File, written.Json, written.Json);
        }

        var path = Path.GetFullPath(Path.Combine(directory, stateMachine.DefinitionPath));
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The definition of state machine '{stateMachine.Name}' cannot be read: {e.Message}", e);
        }

        CheckSyntax(text, path);
        return new(stateMachine, path, text, Substitutions.Apply(text, Values(stateMachine, arns), path));
    }

    private static void CheckSyntax(string text, string path)
    {
        try
        {
            _ = JsonValue.Parse(text);
        }
        catch (JsonSyntaxException e)
        {
            throw new DefinitionFileException(path, [new(new(e.Line, e.Column), Pointer: null, $"This is not JSON: {e.Problem}.")]);
        }
    }

    private static Dictionary<string, string> Values(StateMachineResource stateMachine, Arns arns)
    {
        var values = stateMachine.References.ToDictionary(reference => Substitutions.NameOf(reference.Name), arns.Of, StringComparer.Ordinal);
        foreach (var (name, value) in stateMachine.Substitutions)
        {
            values[name] = value;
        }

        return values;
    }
}
