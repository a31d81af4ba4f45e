using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>Calls functions; a call that is the last act of a function is made here, in a loop, instead of on the stack.</summary>
internal static class Calling
{
    public static JsonValue? Apply(Function function, JsonValue?[] arguments, JsonValue? context, Evaluation run)
    {
        var result = function.Invoke(arguments, context, run);
        while (ReferenceEquals(result, TailCall.Pending))
        {
            var (call, input, frame) = (run.PendingCall!, run.PendingInput, run.PendingFrame!);
            result = call.Continue(input, frame, context, run);
        }

        if (result is Sequence)
        {
            // Nobody may have settled it: a sequence out of a tail call stays one.
            run.NeedsCleaning = true;
        }

        return result;
    }

    /// <summary>Calls a function nobody has called by a name: it goes by its own in error messages. It has no context.</summary>
    public static JsonValue? ApplyNamed(Function function, JsonValue?[] arguments, Evaluation run)
    {
        try
        {
            return Apply(function, arguments, JsonValue.Null, run);
        }
        catch (JsonataException e) when (function is Builtin builtin && e.At(-1, builtin.Name))
        {
            throw;
        }
    }

    /// <summary>With what a path step or an argument makes of a sequence.</summary>
    public static JsonValue? Settled(JsonValue? result) => result switch
    {
        Sequence { Collapses: true, Count: 0 } => null,
        Sequence { Collapses: true, Count: 1, KeepSingleton: false } sequence => sequence[0],
        _ => result,
    };
}
