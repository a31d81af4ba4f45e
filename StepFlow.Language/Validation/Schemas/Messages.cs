using StepFlow.Language.Definitions;

namespace StepFlow.Language.Validation.Schemas;

/// <summary>AWS's sentences about the shape of a definition.</summary>
internal static class Messages
{
    public const string Empty = "Value cannot be empty";
    public const string NotAPath = "Value must be a valid JSONPath.";
    public const string NotAReferencePath = "Value is not a Reference Path";
    public const string NotATimestamp = "String does not match RFC3339 timestamp";
    public const string JsonataDelimiters = "JSONata string must start with {% and end with %}";

    public static string NotSupported(string field) => $"Field '{field}' is not supported";

    public static string Required(params string[] fields) => $"These fields are required: [{string.Join(", ", fields)}]";

    public static string TooMany(string[] fields) => $"There should only be one of the following fields: [{string.Join(", ", fields)}]";

    public static string NoneOf(string[] fields) => $"This object should have only one of the following fields: [{string.Join(", ", fields)}]";

    public static string OneOf(params string[] values) => $"Value should be one of the following: [{string.Join(", ", values)}]";

    public static string ExpectedType(params string[] types) => $"Expected value of type [{string.Join(", ", types)}]";

    public static string ExpectedNumber(string type) => $"Expected value of type {type}";

    public static string Minimum(string value) => $"Minimum value is {value}";

    public static string Maximum(string value) => $"Maximum value is {value}";

    public static string WrongLanguage(string field, QueryLanguage language)
    {
        var (actual, needed) = language is QueryLanguage.Jsonata ? ("JSONata", "JSONPath") : ("JSONPath", "JSONata");
        return $"The QueryLanguage is set to '{actual}', but field '{field}' is only supported for the '{needed}' QueryLanguage";
    }

    public static string NotATemplateValue(string field) =>
        $"The value for the field '{field}' must be a valid JSONPath or a valid intrinsic function call";
}
