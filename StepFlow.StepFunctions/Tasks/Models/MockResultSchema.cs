using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Tasks.Models;

/// <summary>Checks a mocked result against the answer the service's model describes, as TestState does.</summary>
public static class MockResultSchema
{
    private const string Prefix = "Mock result schema validation error: ";

    /// <summary>AWS's message for the first thing that does not fit, or null. A service without model is not checked.</summary>
    /// <param name="models">Where the service is looked up.</param>
    /// <param name="resource">The mocked integration.</param>
    /// <param name="result">The mocked result.</param>
    /// <param name="isStrict">STRICT: members the model requires must be there. PRESENT checks only what is there.</param>
    public static string? Problem(ServiceModels models, TaskResource.Integration resource, JsonValue result, bool isStrict)
    {
        var service = resource.Service is "states" ? "sfn" : resource.Service;
        if (!models.TryGet(service, out var model) || model.Operation(resource.Action) is not { Output: { } output })
        {
            return null;
        }

        // lambda:invoke shows the payload as JSON, whatever the wire calls it.
        var value = resource.Is("lambda", "invoke") && result is JsonObject answer ? answer.Without("Payload") : result;
        return Check(model, model.Shape(output), "", value, isStrict) is { } problem ? Prefix + problem : null;
    }

    private static string? Check(ServiceModel model, Shape shape, string field, JsonValue value, bool isStrict) => (shape, value) switch
    {
        (_, JsonNull) => null,
        (Shape.Structure structure, JsonObject given) => CheckMembers(model, structure, given, isStrict),
        (Shape.Structure or Shape.Map, not JsonObject) => $"Field '{field}' must be an object",
        (Shape.Map map, JsonObject entries) => First(entries, e => Check(model, model.Shape(map.Value), e.Key, e.Value, isStrict)),
        (Shape.List list, JsonArray items) => Bounds(field, items.Count, list.Size, "number of elements")
            ?? First(items, i => Check(model, model.Shape(list.Item), field, i, isStrict)),
        (Shape.List, _) => $"Field '{field}' must be an array",
        (Shape.Text text, JsonString given) => text.Values.Count > 0 && !text.Values.Contains(given.Value)
            ? $"Field '{field}' is not an expected value"
            : Length(field, given.Value.Length, text.Size),
        (Shape.Blob blob, JsonString given) => Length(field, given.Value.Length, blob.Size),
        (Shape.Timestamp, JsonString) => null,
        (Shape.Text or Shape.Blob or Shape.Timestamp, _) => $"Field '{field}' must be a string",
        (Shape.Number number, JsonNumber given) =>
            given.Value < number.Size.Min ? $"Field '{field}' is less than the minimum value"
            : given.Value > number.Size.Max ? $"Field '{field}' exceeds the maximum value"
            : null,
        (Shape.Number, _) => $"Field '{field}' must be a number",
        (Shape.Boolean, not JsonBoolean) => $"Field '{field}' must be a boolean",
        _ => null,
    };

    private static string? CheckMembers(ServiceModel model, Shape.Structure structure, JsonObject given, bool isStrict)
    {
        foreach (var member in structure.Members)
        {
            if (given[member.StatesName] is { } value)
            {
                if (Check(model, model.Shape(member.Shape), member.StatesName, value, isStrict) is { } problem)
                {
                    return problem;
                }
            }
            else if (isStrict && member.IsRequired)
            {
                return $"Required field '{member.StatesName}' is missing";
            }
        }

        return null;
    }

    private static string? Length(string field, int length, SizeRange size) =>
        length < size.Min ? $"Field '{field}' is smaller than the minimum length"
        : length > size.Max ? $"Field '{field}' exceeds the maximum length"
        : null;

    private static string? Bounds(string field, int count, SizeRange size, string what) =>
        count < size.Min ? $"Field '{field}' has less than the minimum {what}"
        : count > size.Max ? $"Field '{field}' exceeds the maximum {what}"
        : null;

    private static string? First<T>(IEnumerable<T> items, Func<T, string?> problem) => items.Select(problem).FirstOrDefault(p => p is not null);
}
