using StepFlow.Hosting.Definitions;
using StepFlow.Hosting.Embedded;
using StepFlow.Language.Validation;
using StepFlow.Language.Validation.Reporting;
using StepFlow.StepFunctions.Catalog;

namespace StepFlow.Hosting.Publishing;

/// <summary>A definition file that AWS will take: its substitutions are left for CloudFormation to fill in.</summary>
/// <param name="StateMachine">Whose definition it is; one file may serve several.</param>
/// <param name="Uri">Where it lies beside the template.</param>
/// <param name="Text">As it was written.</param>
internal sealed record PublishedDefinition(StateMachineResource StateMachine, string Uri, string Text)
{
    public DefinitionCalls Calls { get; } = DefinitionCalls.Of(Text, StateMachine.Substitutions);

    /// <summary>Reads and judges a file; what AWS would refuse, or nobody would fill in, is a <see cref="DefinitionFileException"/>.</summary>
    public static PublishedDefinition Read(StateMachineResource stateMachine, string directory)
    {
        // The ARNs only have to be some: what is looked for are names that stand for nothing.
        var file = DefinitionFiles.Read(stateMachine, directory, new("us-east-1", "123456789012"));
        var type = stateMachine.Type is StateMachineType.Express ? MachineType.Express : MachineType.Standard;
        var errors = FileReport.Of(file.File, file.Text, new(type, AllowSubstitutions: true)).Diagnostics
            .Where(placed => placed.Diagnostic.IsError)
            .Select(placed => new DefinitionProblem(
                new(placed.Position.Line, placed.Position.Column), placed.Diagnostic.Location, $"{placed.Diagnostic.Code}: {placed.Diagnostic.Message}"))
            .ToList();
        return errors.Count is 0
            ? new(stateMachine, UriOf(stateMachine, file.File, directory), file.Text)
            : throw new DefinitionFileException(file.File, errors);
    }

    // Files below the AppHost keep their place; one from elsewhere gets a name that no other has.
    private static string UriOf(StateMachineResource stateMachine, string file, string directory)
    {
        var relative = Path.GetRelativePath(directory, file).Replace('\\', '/');
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? $"StateMachines/{stateMachine.Name}.asl.json" : relative;
    }
}
