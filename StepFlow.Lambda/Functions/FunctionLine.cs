namespace StepFlow.Lambda;

/// <summary>Where a line about a function came from.</summary>
public enum FunctionLineSource
{
    Output,
    Error,

    /// <summary>The service's own remark: started, ended, starting again.</summary>
    Service,
}

/// <summary>One line that a function wrote, or that the service says about it.</summary>
public sealed record FunctionLine(string Function, int Instance, DateTimeOffset At, FunctionLineSource Source, string Text)
{
    /// <summary>Counts up over all functions: tells lines apart that say the same at the same time, and which came first.</summary>
    public long Number { get; init; }

    /// <summary>The invocation it was written for, where that can be told.</summary>
    public string? RequestId { get; init; }

    /// <summary>The X-Ray header that this invocation was given.</summary>
    public string? TraceHeader { get; init; }
}
