using System.Globalization;
using StepFlow.Language.Data;
using StepFlow.Language.Definitions;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.Language.JsonPath;

namespace StepFlow.Language.States;

/// <summary>Wait: for a number of seconds, or until a time.</summary>
public sealed class WaitState : State
{
    private const long LongestSeconds = 99_999_999;
    private readonly DataFlow _flow;
    private readonly JsonValue? _literalSeconds;
    private readonly JsonValue? _literalTimestamp;
    private readonly PathExpression? _secondsPath;
    private readonly PathExpression? _timestampPath;
    private readonly JsonataTemplate? _seconds;
    private readonly JsonataTemplate? _timestamp;

    private WaitState(string name, FieldReader reader)
        : base(name, reader)
    {
        _flow = ReadFlow(reader);
        _seconds = Expression(reader, "Seconds");
        _timestamp = Expression(reader, "Timestamp");
        _literalSeconds = _seconds is null ? reader.Fields["Seconds"] : null;
        _literalTimestamp = _timestamp is null ? reader.Fields["Timestamp"] : null;
        _secondsPath = Path(reader, "SecondsPath");
        _timestampPath = Path(reader, "TimestampPath");
    }

    public override string Type => "Wait";

    public static WaitState Read(string name, FieldReader reader) => new(name, reader);

    public override Step Enter(StateScope scope)
    {
        var now = scope.Environment.Time.GetUtcNow();
        var selected = scope.With(_flow.EffectiveInput(scope));
        var due = DueAt(selected, now);
        return due > now.AddSeconds(int.MaxValue)
            ? throw StatesException.Runtime("Wait state delay is too long.")
            : new Step.WaitUntil(due);
    }

    public override Step Complete(StateScope scope, JsonValue result) => Leave(_flow.PassOn(scope, _flow.EffectiveInput(scope)));

    private static JsonataTemplate? Expression(FieldReader reader, string name) =>
        reader.IsJsonata && reader.Has(name) ? reader.At(name, value => JsonataTemplates.Compile(value, name) as JsonataTemplate) : null;

    private static PathExpression? Path(FieldReader reader, string name) =>
        reader.Has(name) ? reader.At(name, value => PathExpression.Parse(((JsonString)value).Value)) : null;

    private DateTimeOffset DueAt(StateScope scope, DateTimeOffset now)
    {
        if (_literalSeconds is JsonNumber seconds)
        {
            return now.AddSeconds(seconds.Value);
        }

        if (_seconds is not null)
        {
            return now.AddSeconds(_seconds.EvaluateInteger(scope, atLeast: 0, LongestSeconds));
        }

        if (_secondsPath is not null)
        {
            return now.AddSeconds(SecondsByPath(_secondsPath, scope));
        }

        if (_timestampPath is not null)
        {
            var value = _timestampPath.Evaluate(scope)
                ?? throw StatesException.Runtime($"The TimestampPath parameter does not reference an input value: {_timestampPath.Text}");
            var text = value is JsonString s ? s.Value : value.ToString();
            return Iso8601.TryParse(text, out var due) ? due : throw StatesException.Runtime(
                $"The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: {_timestampPath.Text} == {text}");
        }

        var timestamp = _timestamp is not null ? _timestamp.EvaluateText(scope) : ((JsonString)_literalTimestamp!).Value;
        return Iso8601.TryParse(timestamp, out var until) ? until : throw new QueryEvaluationException(
            "Timestamp", $"The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: {timestamp}");
    }

    private static double SecondsByPath(PathExpression path, StateScope scope)
    {
        var value = path.Evaluate(scope)
            ?? throw StatesException.Runtime($"The SecondsPath parameter does not reference an input value: {path.Text}");
        var text = value is JsonString s ? s.Value : value.ToString();
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
        {
            throw StatesException.Runtime($"The SecondsPath parameter cannot be parsed as a long value: {path.Text} == {text}");
        }

        return seconds < 0
            ? throw StatesException.Runtime($"The SecondsPath parameter references a negative value: {path.Text} == {text}")
            : seconds > LongestSeconds
                ? throw StatesException.Runtime("Wait state delay is too long.")
                : seconds;
    }
}
