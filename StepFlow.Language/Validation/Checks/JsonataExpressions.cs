using StepFlow.Language.Validation.Schemas;

namespace StepFlow.Language.Validation.Checks;

/// <summary>What AWS refuses in an expression when a definition is created.</summary>
internal static class JsonataExpressions
{
    public static void Check(string expression, string path, Judging judging)
    {
    }
}
