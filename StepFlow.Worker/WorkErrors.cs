namespace StepFlow.Worker;

/// <summary>Errors to fail with. In .NET a Lambda error is named by its exception class, so each name is a class.</summary>
internal static class WorkErrors
{
    private static readonly Dictionary<string, Func<string, Exception>> ByName = new(StringComparer.Ordinal)
    {
        [nameof(TransientError)] = cause => new TransientError(cause),
        [nameof(PermanentError)] = cause => new PermanentError(cause),
        [nameof(CustomError)] = cause => new CustomError(cause),
        [nameof(ThrottledError)] = cause => new ThrottledError(cause),
    };

    public static Exception Create(string name, string cause) => ByName.TryGetValue(name, out var create)
        ? create(cause)
        : new InvalidWorkError($"'fail' may be {string.Join(", ", ByName.Keys)}, not '{name}'.");
}

/// <summary>Gone at the next attempt.</summary>
public sealed class TransientError(string message) : Exception(message);

/// <summary>Never gone: not worth a retry.</summary>
public sealed class PermanentError(string message) : Exception(message);

/// <summary>An error with a name of one's own.</summary>
public sealed class CustomError(string message) : Exception(message);

/// <summary>Too much at once.</summary>
public sealed class ThrottledError(string message) : Exception(message);

/// <summary>The request itself makes no sense.</summary>
public sealed class InvalidWorkError(string message) : Exception(message);
