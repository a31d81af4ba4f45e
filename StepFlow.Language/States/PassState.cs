using StepFlow.Language.Data;
using StepFlow.Language.Definitions;
using StepFlow.Language.Json;

namespace StepFlow.Language.States;

/// <summary>Pass: shapes data, or puts a fixed result in its place.</summary>
public sealed class PassState : State
{
    private readonly DataFlow _flow;
    private readonly JsonValue? _result;

    private PassState(string name, FieldReader reader)
        : base(name, reader)
    {
        _flow = ReadFlow(reader);
        _result = reader.IsJsonata ? null : reader.Fields["Result"];
    }

    public override string Type => "Pass";

    public static PassState Read(string name, FieldReader reader) => new(name, reader);

    public override Step Enter(StateScope scope)
    {
        var input = _flow.EffectiveInput(scope);
        if (Language is QueryLanguage.Jsonata)
        {
            return Leave(_flow.PassOn(scope, input));
        }

        if (_result is not null)
        {
            scope.Environment.Inspect?.Invoke("result", _result);
        }

        return Leave(_flow.Finish(scope, _result ?? _flow.Arguments(scope, input)));
    }
}
