using StepFlow.Language.Json;
using StepFlow.Language.Validation.Schemas;

namespace StepFlow.Language.Validation.Checks;

/// <summary>Resource and Credentials of a Task.</summary>
internal static class TaskChecks
{
    private const string NotAnArn = "Value is not a valid resource ARN";

    public static void Resource(JsonValue value, string path, Judging judging)
    {
        if (value is not JsonString { Value: var arn })
        {
            judging.Schema(Messages.ExpectedType("STRING"), path);
            return;
        }

        if (judging.Findings.HasToken(arn) || (judging.Findings.Options.AllowSubstitutions && Substitutions.IsBareName(arn)))
        {
            return;
        }

        var resource = ResourceArn.Parse(arn);
        switch (resource.Kind)
        {
            case ResourceKind.NotAnArn:
                judging.Schema(NotAnArn, path);
                break;
            case ResourceKind.Unknown:
                judging.Schema(
                    $"The resource provided {arn} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.",
                    path);
                break;
            case ResourceKind.Activity when judging.Express:
                judging.Schema("Express state machine does not support Activity ARN", path);
                break;
            case ResourceKind.Integration when judging.Express && resource.Pattern is { } pattern:
                // AWS's sentence ends with a space.
                judging.Schema($"Express state machine does not support '{pattern}' service integration ", path);
                break;
        }
    }

    public static void Credentials(JsonValue value, string path, Judging judging)
    {
        if (judging.IsJsonata && value is JsonString)
        {
            JsonataChecks.Template(value, path, judging);
            return;
        }

        if (value is not JsonObject credentials)
        {
            judging.Schema(Messages.ExpectedType("OBJECT"), path);
            return;
        }

        if (!credentials.Has("RoleArn") && !credentials.Has("RoleArn.$"))
        {
            judging.Schema("The field 'RoleArn' is required but was missing", path);
        }

        FieldCheck check = judging.IsJsonata ? JsonataChecks.Template : TemplateChecks.ObjectTemplate;
        check(credentials, path, judging);
    }
}
