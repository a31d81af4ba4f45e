using StepFlow.Aws;
using StepFlow.Language.Java;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Operations.Shapes;

/// <summary>Reads the JSON texts of users: inputs, outputs, variables.</summary>
internal static class UserJson
{
    public static JsonValue Read(string text, Func<string, AwsException> refuse)
    {
        try
        {
            return JsonValue.Parse(text);
        }
        catch (JsonSyntaxException e)
        {
            throw refuse(JsonProblem.Find(text)?.Text ?? e.Message);
        }
    }

    public static JsonValue ReadInput(string? text)
    {
        if (text is null)
        {
            return JsonObject.Empty;
        }

        return string.IsNullOrWhiteSpace(text)
            ? throw Refusals.InvalidExecutionInput("Invalid execution input.")
            : Read(text, Refusals.InvalidExecutionInput);
    }
}
