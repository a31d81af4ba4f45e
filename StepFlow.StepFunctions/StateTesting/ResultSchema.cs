using StepFlow.Language.Json;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Tasks;
using StepFlow.StepFunctions.Tasks.Models;

namespace StepFlow.StepFunctions.StateTesting;

/// <summary>Holds a mocked result against the answer of the API it stands for.</summary>
internal sealed class ResultSchema(AnswerModels answers)
{
    /// <summary>Refuses with AWS's message for the first thing that does not fit.</summary>
    /// <param name="resource">The mocked resource.</param>
    /// <param name="result">The mocked result.</param>
    /// <param name="mode">STRICT: what the API requires must be there. PRESENT: what is there must fit. NONE: nothing is checked.</param>
    public void Check(TaskResource resource, JsonValue result, string mode)
    {
        if (mode is "NONE" || MockedOperation.Of(resource) is not { } operation)
        {
            return;
        }

        if (answers.Find(operation.Service, operation.Action) is not var (model, output))
        {
            throw Refusals.Validation(
                $"StepFlow has no model of '{operation.Service}:{operation.Action}' to check the mocked result against. "
                + "Give one with --service-model FILE (botocore's service-2.json), or set fieldValidationMode to NONE.");
        }

        if (output is null)
        {
            return;
        }

        if (result is not JsonObject)
        {
            throw StateTestRefusals.ResultMustBeObject();
        }

        if (new Reading(model, mode is "STRICT").Problem(model.Shape(output), "", result) is { } problem)
        {
            throw StateTestRefusals.Schema(problem);
        }
    }

    private readonly record struct Reading(ServiceModel Model, bool IsStrict)
    {
        public string? Problem(Shape shape, string field, JsonValue value) => (shape, value) switch
        {
            (_, JsonNull) => null,
            (Shape.Structure structure, JsonObject given) => Members(structure, given),
            (Shape.Map map, JsonObject entries) => First(entries.Members, map.Value),
            (Shape.Structure or Shape.Map, _) => $"Field '{field}' must be an object",
            (Shape.List list, JsonArray items) => Length(field, items.Count, list.Size) ?? First(items, list.Item, field),
            (Shape.List, _) => $"Field '{field}' must be an array",
            (Shape.Text { Values.Count: > 0 } text, JsonString given) when !text.Values.Contains(given.Value) => $"Field '{field}' is not an expected value",
            (Shape.Text text, JsonString given) => Length(field, given.Value.Length, text.Size),
            (Shape.Blob blob, JsonString given) => Length(field, given.Value.Length, blob.Size),
            (Shape.Timestamp, JsonString) => null,
            (Shape.Text or Shape.Blob or Shape.Timestamp, _) => $"Field '{field}' must be a string",
            (Shape.Number number, JsonNumber given) when given.Value < number.Size.Min => $"Field '{field}' is less than the minimum value",
            (Shape.Number number, JsonNumber given) when given.Value > number.Size.Max => $"Field '{field}' exceeds the maximum value",
            (Shape.Number, not JsonNumber) => $"Field '{field}' must be a number",
            (Shape.Boolean, not JsonBoolean) => $"Field '{field}' must be a boolean",
            _ => null,
        };

        private static string? Length(string field, int length, SizeRange size) =>
            length < size.Min ? $"Field '{field}' is smaller than the minimum length"
            : length > size.Max ? $"Field '{field}' exceeds the maximum length"
            : null;

        // Members the API does not have are passed over: a newer API may have them.
        private string? Members(Shape.Structure structure, JsonObject given)
        {
            if (IsStrict && structure.Members.FirstOrDefault(m => m.IsRequired && !given.Has(m.StatesName)) is { } missing)
            {
                return $"Required field '{missing.StatesName}' is missing";
            }

            foreach (var member in structure.Members)
            {
                if (given[member.StatesName] is { } value && Problem(Model.Shape(member.Shape), member.StatesName, value) is { } problem)
                {
                    return problem;
                }
            }

            return null;
        }

        private string? First(JsonArray items, string shape, string field)
        {
            foreach (var item in items)
            {
                if (Problem(Model.Shape(shape), field, item) is { } problem)
                {
                    return problem;
                }
            }

            return null;
        }

        private string? First(ReadOnlySpan<KeyValuePair<string, JsonValue>> entries, string shape)
        {
            foreach (var (name, value) in entries)
            {
                if (Problem(Model.Shape(shape), name, value) is { } problem)
                {
                    return problem;
                }
            }

            return null;
        }
    }
}
