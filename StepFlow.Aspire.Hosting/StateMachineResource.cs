namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// A state machine whose definition is a file. Its connection string is its ARN, which the stock <c>WithReference</c> hands over as
/// <c>StateMachines__name</c>.
/// </summary>
public sealed class StateMachineResource : Resource, IResourceWithConnectionString, IResourceWithParent<StepFunctionsEmulatorResource>
{
    internal StateMachineResource(string name, string definitionPath, StateMachineType type, string arn, StepFunctionsEmulatorResource parent)
        : base(name)
    {
        DefinitionPath = definitionPath;
        Type = type;
        Arn = arn;
        Parent = parent;
    }

    /// <summary>As written in the AppHost, relative to its folder.</summary>
    public string DefinitionPath { get; }

    /// <summary>Standard or Express.</summary>
    public StateMachineType Type { get; }

    /// <summary>The ARN under which the state machine is created.</summary>
    public string Arn { get; }

    /// <summary>The emulator that runs it.</summary>
    public StepFunctionsEmulatorResource Parent { get; }

    /// <summary>The ARN.</summary>
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{Arn}");

    /// <summary>The variable that functions read; AWS allows letters, digits and underscores in it.</summary>
    public string? ConnectionStringEnvironmentVariable => "StateMachines__" + Name.Replace('-', '_');

    internal List<IResource> References { get; } = [];

    internal Dictionary<string, string> Substitutions { get; } = new(StringComparer.Ordinal);
}
