using StepFlow.Language.Data;
using StepFlow.Language.Definitions;
using StepFlow.Language.Json;

namespace StepFlow.Language.States;

/// <summary>What a choice rule tests. Immutable and compiled.</summary>
public abstract class ChoiceCondition
{
    public abstract bool Test(StateScope scope);

    public static ChoiceCondition Read(FieldReader reader)
    {
        if (reader.IsJsonata)
        {
            return new JsonataCondition(reader.At("Condition", value => JsonataTemplates.Compile(value, "Condition")));
        }

        if (reader.Has("And"))
        {
            return new AllOf([.. reader.Objects("And").Select(Read)]);
        }

        if (reader.Has("Or"))
        {
            return new AnyOf([.. reader.Objects("Or").Select(Read)]);
        }

        return reader.Has("Not") ? new NoneOf(Read(reader.Inside("Not"))) : Comparison.Read(reader);
    }

    private sealed class AllOf(ChoiceCondition[] conditions) : ChoiceCondition
    {
        public override bool Test(StateScope scope)
        {
            foreach (var condition in conditions)
            {
                if (!condition.Test(scope))
                {
                    return false;
                }
            }

            return true;
        }
    }

    private sealed class AnyOf(ChoiceCondition[] conditions) : ChoiceCondition
    {
        public override bool Test(StateScope scope)
        {
            foreach (var condition in conditions)
            {
                if (condition.Test(scope))
                {
                    return true;
                }
            }

            return false;
        }
    }

    private sealed class NoneOf(ChoiceCondition condition) : ChoiceCondition
    {
        public override bool Test(StateScope scope) => !condition.Test(scope);
    }

    private sealed class JsonataCondition(Template template) : ChoiceCondition
    {
        public override bool Test(StateScope scope) => template is JsonataTemplate jsonata
            ? jsonata.EvaluateBoolean(scope)
            : template.Evaluate(scope) is JsonBoolean { Value: true };
    }
}
