using StepFlow.Language.Intrinsics;
using StepFlow.Language.Json;

namespace StepFlow.Language.Data;

/// <summary>An intrinsic function in a payload template: <c>States.Format('Hello {}', $.name)</c>.</summary>
public sealed class IntrinsicTemplate(IntrinsicCall call) : Template
{
    public override JsonValue Evaluate(StateScope scope) => call.Evaluate(scope, new(scope.Environment.Random, scope.Environment.NewGuid));
}
