using System.Globalization;
using StepFlow.Language.Data;
using StepFlow.Language.Definitions;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;

namespace StepFlow.Language.States;

/// <summary>ToleratedFailurePercentage: a number from 0 to 100, fractions allowed.</summary>
public sealed class PercentageField
{
    private readonly string _name;
    private readonly Template _value;

    private PercentageField(string name, Template value)
    {
        _name = name;
        _value = value;
    }

    public static PercentageField? Read(FieldReader reader, string name) =>
        reader.Scalar(name) is { } value ? new(name, value) : null;

    public double Evaluate(StateScope scope)
    {
        if (_value is JsonataTemplate jsonata)
        {
            return InRange(jsonata.EvaluateNumber(scope));
        }

        var value = _value.Evaluate(scope);
        var text = value is JsonString s ? s.Value : value.ToString();
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var percentage))
        {
            var path = (_value as PlainPathTemplate)?.Path.Text;
            throw StatesException.Runtime($"The {_name}Path field refers to value \"{text}\" which is not a valid float: {path}");
        }

        return InRange(percentage);
    }

    private double InRange(double percentage) => percentage is >= 0 and <= 100
        ? percentage
        : throw StatesException.Runtime($"{_name} must be between 0 and 100.");
}
