using StepFlow.Language.Data;
using StepFlow.Language.Definitions;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;

namespace StepFlow.Language.States;

/// <summary>Choice: the first rule that holds says where to go; Default where none does.</summary>
public sealed class ChoiceState : State
{
    private readonly DataFlow _flow;
    private readonly DataFlow _ruleFlow;
    private readonly IReadOnlyList<ChoiceRule> _rules;
    private readonly string? _default;

    private ChoiceState(string name, FieldReader reader)
        : base(name, reader)
    {
        _flow = ReadFlow(reader);
        _ruleFlow = reader.IsJsonata
            ? new JsonataDataFlow()
            : new JsonPathDataFlow { InputPath = reader.PathField("InputPath"), OutputPath = reader.PathField("OutputPath") };
        _rules = [.. reader.Objects("Choices").Select(ChoiceRule.Read)];
        _default = reader.OptionalText("Default");
    }

    public override string Type => "Choice";

    public static ChoiceState Read(string name, FieldReader reader) => new(name, reader);

    public override Step Enter(StateScope scope)
    {
        var input = _flow.EffectiveInput(scope);
        var selected = scope.With(input);
        foreach (var rule in _rules)
        {
            if (rule.Condition.Test(selected))
            {
                return rule.Take(selected, Output(scope, input));
            }
        }

        if (_default is null)
        {
            throw StatesException.Runtime("Failed to transition out of the state. The state does not point to a next state.");
        }

        var passed = _flow.PassOn(scope, input);
        return new Step.Exit(passed.Output, _default, passed.Assigned);
    }

    private JsonValue Output(StateScope scope, JsonValue input) => _ruleFlow.PassOn(scope, input).Output;
}

/// <summary>One of Choices: a condition, where it leads, and what it assigns or outputs.</summary>
public sealed class ChoiceRule
{
    private readonly string _next;
    private readonly Template? _assign;
    private readonly Template? _output;

    private ChoiceRule(FieldReader reader, ChoiceCondition condition)
    {
        Condition = condition;
        _next = reader.Text("Next");
        _assign = reader.Payload("Assign");
        _output = reader.IsJsonata ? reader.Payload("Output") : null;
    }

    public ChoiceCondition Condition { get; }

    public static ChoiceRule Read(FieldReader reader) => new(reader, ChoiceCondition.Read(reader));

    // A rule's own Assign and Output stand in for the state's, which apply to the Default.
    public Step Take(StateScope scope, JsonValue output) =>
        new Step.Exit(_output is null ? output : _output.Evaluate(scope), _next, _assign?.Evaluate(scope) as JsonObject);
}
