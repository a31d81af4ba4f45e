using System.ComponentModel.DataAnnotations;

namespace StepFlow.Lambda;

/// <summary>Settings of the local Lambda service; the defaults work.</summary>
public sealed class LambdaOptions
{
    [Required, RegularExpression(@"^\d{12}$")]
    public string AccountId { get; set; } = "123456789012";

    [Required]
    public string Region { get; set; } = "us-east-1";

    /// <summary>How long a started process may take until it asks for its first event.</summary>
    public TimeSpan InitTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a function may take to end by itself when it is stopped, before it is killed.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Delays before the retries of a failed Event invocation; AWS waits one minute, then two.</summary>
    public IReadOnlyList<TimeSpan> AsyncRetryDelays { get; set; } = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)];

    /// <summary>First and longest pause between two starts of a function that ends without having served anything.</summary>
    public TimeSpan RestartDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan LongestRestartDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Receives every line that a function writes, and the service's own remarks about it.</summary>
    public Action<FunctionLine>? Output { get; set; }

    /// <summary>True while function timeouts are suspended because somebody is stepping through code.</summary>
    public Func<bool> IsDebugging { get; set; } = static () => System.Diagnostics.Debugger.IsAttached;

    internal string FunctionArn(string name) => $"arn:aws:lambda:{Region}:{AccountId}:function:{name}";
}
