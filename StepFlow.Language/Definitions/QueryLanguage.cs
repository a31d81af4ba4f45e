namespace StepFlow.Language.Definitions;

/// <summary>The language of paths and expressions in a state (the field <c>QueryLanguage</c>).</summary>
public enum QueryLanguage
{
    JsonPath,
    Jsonata,
}
