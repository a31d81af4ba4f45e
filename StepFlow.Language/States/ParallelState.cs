using StepFlow.Language.Data;
using StepFlow.Language.Definitions;
using StepFlow.Language.Json;

namespace StepFlow.Language.States;

/// <summary>Parallel: runs every branch on the same input; its result is the array of their outputs.</summary>
public sealed class ParallelState : State
{
    private readonly DataFlow _flow;

    private ParallelState(string name, FieldReader reader)
        : base(name, reader)
    {
        _flow = ReadFlow(reader);
        Branches = [.. reader.Objects("Branches").Select(DefinitionReader.ReadGroup)];
        Retriers = Retrier.ReadAll(reader);
        Catchers = Catcher.ReadAll(reader);
    }

    public override string Type => "Parallel";

    public IReadOnlyList<StateGroup> Branches { get; }

    public override IReadOnlyList<Retrier> Retriers { get; }

    public override IReadOnlyList<Catcher> Catchers { get; }

    public static ParallelState Read(string name, FieldReader reader) => new(name, reader);

    public override Step Enter(StateScope scope) => new Step.RunBranches(_flow.Arguments(scope, _flow.EffectiveInput(scope)));

    public override Step Complete(StateScope scope, JsonValue result) => Leave(_flow.Finish(scope, result));
}
