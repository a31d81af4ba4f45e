namespace StepFlow.Functions.Core;

/// <summary>How much a log line matters.</summary>
public enum LogLevel
{
    Trace = 0,
    Debug = 1,
    Information = 2,
    Warning = 3,
    Error = 4,
    Critical = 5,
}

/// <summary>Writes to the function's log. Names as in Amazon.Lambda.Core.</summary>
public interface ILambdaLogger
{
    void Log(string message);

    void LogLine(string message);

    void Log(string level, string message) => LogLine(message);

    void Log(string level, Exception exception, string message)
    {
        Log(level, message);
        Log(level, exception.ToString());
    }

    void Log(LogLevel level, string message) => Log(level.ToString(), message);

    void LogTrace(string message) => Log(LogLevel.Trace, message);

    void LogDebug(string message) => Log(LogLevel.Debug, message);

    void LogInformation(string message) => Log(LogLevel.Information, message);

    void LogWarning(string message) => Log(LogLevel.Warning, message);

    void LogError(string message) => Log(LogLevel.Error, message);

    void LogError(Exception exception, string message) => Log(nameof(LogLevel.Error), exception, message);

    void LogCritical(string message) => Log(LogLevel.Critical, message);
}

/// <summary>The log for code that has no context at hand.</summary>
public static class LambdaLogger
{
    public static void Log(string message) => Console.WriteLine(message);
}
