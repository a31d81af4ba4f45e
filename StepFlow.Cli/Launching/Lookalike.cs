using System.Reflection;

namespace StepFlow.Cli.Launching;

/// <summary>
/// Our context and logger in the form of somebody else's interface: Amazon.Lambda.Core's, in whatever version a class library
/// brings along. Members are matched by name and number of parameters; what the original does not have answers nothing.
/// </summary>
internal class Lookalike : DispatchProxy
{
    private object _original = null!;
    private Type _as = null!;

    /// <param name="original">The object that answers.</param>
    /// <param name="originalAs">The interface of it that is asked, default members included.</param>
    /// <param name="wanted">The interface to have.</param>
    public static object Of(object original, Type originalAs, Type wanted)
    {
        if (wanted.IsInstanceOfType(original))
        {
            return original;
        }

        var lookalike = (Lookalike)Create(wanted, typeof(Lookalike));
        (lookalike._original, lookalike._as) = (original, originalAs);
        return lookalike;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var wanted = targetMethod!;
        var given = args ?? [];
        var member = _as.GetMethods().FirstOrDefault(method => method.Name == wanted.Name && Fits(method, given));
        if (member is null)
        {
            return Nothing(wanted.ReturnType);
        }

        var answer = member.Invoke(_original, [.. member.GetParameters().Select((parameter, i) => Converted(given[i], parameter.ParameterType))]);
        return answer is not null && wanted.ReturnType.IsInterface ? Of(answer, member.ReturnType, wanted.ReturnType)
            : wanted.ReturnType == typeof(void) || wanted.ReturnType.IsInstanceOfType(answer) ? answer
            : Nothing(wanted.ReturnType);
    }

    private static bool Fits(MethodInfo method, object?[] given)
    {
        var parameters = method.GetParameters();
        return parameters.Length == given.Length
            && parameters.Zip(given).All(pair => pair.Second is null || pair.First.ParameterType.IsInstanceOfType(pair.Second) || (pair.First.ParameterType.IsEnum && pair.Second is Enum));
    }

    // Their LogLevel has the names of ours.
    private static object? Converted(object? value, Type type) => value is Enum && type.IsEnum ? Enum.Parse(type, value.ToString()!) : value;

    private static object? Nothing(Type type) => type.IsValueType && type != typeof(void) ? Activator.CreateInstance(type) : null;
}
