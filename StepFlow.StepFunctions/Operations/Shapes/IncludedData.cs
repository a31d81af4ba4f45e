using StepFlow.Aws.Validation;

namespace StepFlow.StepFunctions.Operations.Shapes;

/// <summary><c>includedData</c>: everything, or no data of the user.</summary>
internal static class IncludedData
{
    private const string MetadataOnly = "METADATA_ONLY";

    public static readonly EnumValues Values = new("ALL_DATA", MetadataOnly);

    public static bool IsAll(string? includedData) => includedData is not MetadataOnly;
}
