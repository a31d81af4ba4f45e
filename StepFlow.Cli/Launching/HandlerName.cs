namespace StepFlow.Cli.Launching;

/// <summary>A handler as a function's configuration names it: <c>Assembly::Namespace.Type::Method</c>.</summary>
internal sealed record HandlerName(string Assembly, string Type, string Method)
{
    public static HandlerName Parse(string text) => text.Split("::") is [{ Length: > 0 } assembly, { Length: > 0 } type, { Length: > 0 } method]
        ? new(assembly, type, method)
        : throw new HandlerException($"'{text}' is no handler of a class library: it is written Assembly::Namespace.Type::Method.");
}
