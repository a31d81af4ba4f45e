using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>Stands for the evaluator until it lands (delete this file then; Data/JsonataTemplate.cs and Data/StatesBindings.cs use it).</summary>
public sealed class JsonataExpression
{
    private JsonataExpression()
    {
    }

    public static JsonataExpression Parse(string text) => throw new JsonataException($"JSONata is not supported yet: {text}");

    public JsonValue? Evaluate(JsonValue? input, object? bindings) => throw new JsonataException("JSONata is not supported yet");
}

public sealed class JsonataException(string message) : Exception(message)
{
    public bool IsFunctionResult { get; }

    public string SentenceEnd => $": {Message}";
}
