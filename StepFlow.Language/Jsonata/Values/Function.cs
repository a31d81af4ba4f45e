using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>A function as a value: a lambda, a built-in, a regular expression, or something made out of those.</summary>
internal abstract class Function : JsonValue
{
    public sealed override string Kind => "function";

    /// <summary>A function of the language counts as an object that is not empty, a regular expression or an argument does not.</summary>
    public virtual bool IsTrue => true;

    /// <summary>How many arguments it can use; higher-order functions pass no more.</summary>
    public abstract int Arity { get; }

    /// <summary>
    /// Calls it. May answer <see cref="TailCall"/>, meaning that the real call is still to be made:
    /// only <see cref="Calling"/> calls this method.
    /// </summary>
    /// <param name="context">What fills in for an argument that the signature lets one leave out.</param>
    public abstract JsonValue? Invoke(JsonValue?[] arguments, JsonValue? context, Evaluation run);

    public sealed override bool Equals(JsonValue? other) => ReferenceEquals(this, other);

    public sealed override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    private protected sealed override int MeasureUtf8() => 2;
}

/// <summary>A function passed as an argument: it no longer sees the context of the place it came from.</summary>
internal sealed class ArgumentFunction(Function target) : Function
{
    public Function Target => target;

    public override bool IsTrue => false;

    public override int Arity => target.Arity;

    public override JsonValue? Invoke(JsonValue?[] arguments, JsonValue? context, Evaluation run) =>
        Calling.ApplyNamed(target, arguments, run);

    public static JsonValue? Wrap(JsonValue? argument) =>
        argument is Function function and not ArgumentFunction ? new ArgumentFunction(function) : argument;
}

/// <summary><c>f ~> g</c>: first f, then g.</summary>
internal sealed class ComposedFunction(Function first, Function second) : Function
{
    public override int Arity => 1;

    public override JsonValue? Invoke(JsonValue?[] arguments, JsonValue? context, Evaluation run)
    {
        var between = Calling.Settled(Calling.ApplyNamed(first, [arguments.Length > 0 ? arguments[0] : null], run));
        return Calling.ApplyNamed(second, [ArgumentFunction.Wrap(between)], run);
    }
}

/// <summary>A function some of whose arguments are fixed already.</summary>
/// <param name="isOpen">Which arguments are still to come.</param>
internal sealed class PartialFunction(Function target, JsonValue?[] given, bool[] isOpen, int parameters) : Function
{
    public override int Arity => isOpen.Take(parameters).Count(open => open);

    public override JsonValue? Invoke(JsonValue?[] arguments, JsonValue? context, Evaluation run)
    {
        var all = new JsonValue?[Math.Min(parameters, given.Length)];
        var next = 0;
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = !isOpen[i] ? given[i] : next < arguments.Length ? arguments[next++] : null;
        }

        return target is Closure closure ? closure.Run(all, run) : target.Invoke(all, context: null, run);
    }
}
