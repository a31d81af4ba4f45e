namespace StepFlow.Tests.Cli.Launching.Theirs;

/// <summary>The interfaces that a class library brings along: the names of Amazon.Lambda.Core, from another assembly than ours.</summary>
public interface ILambdaContext
{
    string FunctionName { get; }

    ILambdaLogger Logger { get; }

    /// <summary>What a later version has and ours does not.</summary>
    string? SomethingNew { get; }
}

public interface ILambdaLogger
{
    void LogInformation(string message);

    void Log(LogLevel level, string message);
}

public enum LogLevel
{
    Information,
    Warning,
}
