namespace StepFlow.Language.Data;

/// <summary>What JSONata expressions of a state see: <c>$states</c> and the workflow variables.</summary>
internal static class StatesBindings
{
    public static object? For(StateScope scope) => scope;
}
