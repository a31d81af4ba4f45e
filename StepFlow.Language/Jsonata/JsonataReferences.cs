namespace StepFlow.Language.Jsonata;

/// <summary>What an expression refers to outside itself, found without evaluating it.</summary>
/// <param name="Input">
/// What it takes from its input at the top level, in order: field names, <c>*</c>, <c>**</c>, <c>$</c> and <c>$$</c>.
/// Step Functions has no such input and refuses the expression.
/// </param>
/// <param name="Variables">Variables it uses but does not bind itself, without <c>$</c>; built-in functions it calls are not among them.</param>
/// <param name="Paths">
/// Those variables with the names behind them as far as they are plain: <c>["states", "input", "user"]</c> for <c>$states.input.user[0].x</c>.
/// </param>
public sealed record JsonataReferences(IReadOnlyList<string> Input, IReadOnlyList<string> Variables, IReadOnlyList<IReadOnlyList<string>> Paths)
{
    internal static JsonataReferences Of(Syntax syntax, Builtins builtins)
    {
        try
        {
            return ReferenceFinder.Find(syntax, builtins);
        }
        catch (InsufficientExecutionStackException)
        {
            throw Evaluation.TooDeep();
        }
    }
}
