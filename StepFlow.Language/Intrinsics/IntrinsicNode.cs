using StepFlow.Language.Json;
using StepFlow.Language.JsonPath;

namespace StepFlow.Language.Intrinsics;

/// <summary>A part of an intrinsic function call.</summary>
internal abstract record IntrinsicNode
{
    public abstract JsonValue Evaluate(IPathScope scope, IntrinsicEnvironment environment);

    public virtual IEnumerable<PathExpression> Paths => [];

    public sealed record Literal(JsonValue Value) : IntrinsicNode
    {
        public override JsonValue Evaluate(IPathScope scope, IntrinsicEnvironment environment) => Value;
    }

    public sealed record Path(PathExpression Expression) : IntrinsicNode
    {
        public override IEnumerable<PathExpression> Paths => [Expression];

        public override JsonValue Evaluate(IPathScope scope, IntrinsicEnvironment environment) =>
            Expression.Evaluate(scope) ?? throw new IntrinsicFault(
                $"The JsonPath argument for the field '{Expression}' could not be found in the input '{scope.Input}'");
    }

    public sealed record Call(string Name, IntrinsicFunction Function, IntrinsicNode[] Arguments) : IntrinsicNode
    {
        public override IEnumerable<PathExpression> Paths => Arguments.SelectMany(a => a.Paths);

        public override JsonValue Evaluate(IPathScope scope, IntrinsicEnvironment environment)
        {
            var values = new JsonValue[Arguments.Length];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = Arguments[i].Evaluate(scope, environment);
            }

            return Function(values, environment);
        }
    }

    /// <summary>States.Format; a template that is a literal is split once.</summary>
    public sealed record Format(FormatTemplate? Template, IntrinsicNode[] Arguments) : IntrinsicNode
    {
        public override IEnumerable<PathExpression> Paths => Arguments.SelectMany(a => a.Paths);

        public override JsonValue Evaluate(IPathScope scope, IntrinsicEnvironment environment)
        {
            if (Arguments.Length is 0)
            {
                throw IntrinsicFault.InvalidArguments("Format");
            }

            var template = Template ?? (Arguments[0].Evaluate(scope, environment) is JsonString text
                ? FormatTemplate.Parse(text.Value)
                : throw IntrinsicFault.InvalidArguments("Format"));
            var texts = new string[Arguments.Length - 1];
            for (var i = 0; i < texts.Length; i++)
            {
                var value = Arguments[i + 1].Evaluate(scope, environment);

                // What StringToJson returns is written as JSON, everything else as Java writes its own values.
                texts[i] = Arguments[i + 1] is Call { Name: "StringToJson" } ? value.ToString() : JavaText.Of(value);
            }

            return template.Fill(texts);
        }
    }
}
