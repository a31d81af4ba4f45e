using StepFlow.Language.Data;
using StepFlow.Language.Definitions;

namespace StepFlow.Language.States;

/// <summary>Succeed: ends its branch, or the execution, with its output.</summary>
public sealed class SucceedState : State
{
    private readonly DataFlow _flow;

    private SucceedState(string name, FieldReader reader)
        : base(name, reader) => _flow = ReadFlow(reader);

    public override string Type => "Succeed";

    public static SucceedState Read(string name, FieldReader reader) => new(name, reader);

    public override Step Enter(StateScope scope) => Leave(_flow.PassOn(scope, _flow.EffectiveInput(scope)));
}
