namespace StepFlow.Hosting.Publishing;

/// <summary>All that the sections of a template are made from.</summary>
internal sealed class Publication(
    AppModel model,
    string architecture,
    IReadOnlyDictionary<LambdaFunctionResource, FunctionPackage> packages,
    IReadOnlyDictionary<StateMachineResource, PublishedDefinition> definitions)
{
    public AppModel Model => model;

    public string Architecture => architecture;

    public LogicalIds Ids { get; } = new(model);

    public FunctionPackage Package(LambdaFunctionResource function) => packages[function];

    public PublishedDefinition Definition(StateMachineResource stateMachine) => definitions[stateMachine];
}
