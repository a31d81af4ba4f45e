using System.Globalization;
using StepFlow.Language.Data;
using StepFlow.Language.Definitions;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;

namespace StepFlow.Language.States;

/// <summary>A whole number that stands as a literal, a JSONata expression, or a path in the field of the same name plus Path.</summary>
public sealed class WholeNumberField
{
    private readonly string _name;
    private readonly Template _value;

    private WholeNumberField(string name, Template value)
    {
        _name = name;
        _value = value;
    }

    public bool IsDynamic => _value.Constant is null;

    public static WholeNumberField? Read(FieldReader reader, string name) =>
        reader.Scalar(name) is { } value ? new(name, value) : null;

    /// <summary>The number; one below <paramref name="least"/> is refused in AWS's words for that field.</summary>
    public long Evaluate(StateScope scope, long least, string? tooSmall = null)
    {
        if (_value is JsonataTemplate jsonata)
        {
            return jsonata.EvaluateInteger(scope, least, long.MaxValue);
        }

        var value = _value.Evaluate(scope);
        var text = value is JsonString s ? s.Value : value.ToString(); // a text that is a number will do
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            var path = (_value as PlainPathTemplate)?.Path.Text;
            throw StatesException.Runtime($"The {_name}Path field refers to value \"{text}\" which is not a valid integer: {path}");
        }

        return whole < least ? throw StatesException.Runtime(tooSmall ?? $"{_name} must be at least {least}, but was: {whole}") : whole;
    }
}
