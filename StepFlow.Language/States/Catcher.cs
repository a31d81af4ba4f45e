using StepFlow.Language.Data;
using StepFlow.Language.Definitions;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;

namespace StepFlow.Language.States;

/// <summary>One entry of Catch: which errors it takes, where they lead, and what becomes of the data.</summary>
public sealed class Catcher
{
    private readonly ResultPathField _resultPath;
    private readonly Template? _output;
    private readonly Template? _assign;
    private readonly bool _jsonata;

    private Catcher(FieldReader reader)
    {
        ErrorEquals = reader.Texts("ErrorEquals");
        Next = reader.Text("Next");
        _jsonata = reader.IsJsonata;
        _resultPath = reader.Has("ResultPath") && !_jsonata ? reader.At("ResultPath", ResultPathField.Parse) : ResultPathField.Whole;
        _output = _jsonata ? reader.Payload("Output") : null;
        _assign = reader.Payload("Assign");
    }

    public IReadOnlyList<string> ErrorEquals { get; }

    public string Next { get; }

    public static IReadOnlyList<Catcher> ReadAll(FieldReader state) => [.. state.Objects("Catch").Select(r => new Catcher(r))];

    public bool Handles(StatesError error) => ErrorEquals.Any(error.Matches);

    public Step.Exit Take(StateScope scope, StatesError error)
    {
        var output = JsonObject.Of(
            ("Error", error.Name is null ? JsonValue.Null : error.Name),
            ("Cause", CauseOf(error)));
        if (_jsonata)
        {
            var seen = scope.WithError(output);
            var assigned = _assign?.Evaluate(seen) as JsonObject;
            return new(_output is null ? output : _output.Evaluate(seen), Next, assigned);
        }

        return new(_resultPath.Place(scope.RawInput, output), Next, _assign?.Evaluate(scope.With(output)) as JsonObject);
    }

    // A timeout has no cause in the history, but an empty one here.
    private static JsonValue CauseOf(StatesError error) =>
        error.Cause is { } cause ? cause : error.Name is StatesError.Timeout ? JsonString.Empty : JsonValue.Null;
}
