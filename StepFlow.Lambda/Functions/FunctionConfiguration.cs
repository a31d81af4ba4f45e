using System.Collections.Immutable;

namespace StepFlow.Lambda;

/// <summary>One function: how it is called, limited and started.</summary>
public sealed record FunctionConfiguration(string Name)
{
    /// <summary>How the service starts the function; null when somebody else does (an IDE, a debugger, another host).</summary>
    public FunctionCommand? Command { get; init; }

    /// <summary>Why the function can run nowhere here; callers get this sentence as its error. Null where it can.</summary>
    public string? Unavailable { get; init; }

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    public int MemoryMegabytes { get; init; } = 128;

    /// <summary>How many processes may run at most; the first is started at once, others when events wait.</summary>
    public int Processes { get; init; } = 1;

    /// <summary>How many events one process takes at a time; more than one is told to it in AWS_LAMBDA_MAX_CONCURRENCY.</summary>
    public int EventsPerProcess { get; init; } = 1;

    /// <summary>Variables for the process, over the reserved ones and over those inherited from this process.</summary>
    public ImmutableDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Qualifiers under which the function may be called besides <c>$LATEST</c>.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    public string Handler { get; init; } = Name;

    public string Runtime { get; init; } = "dotnet10";

    public string Description { get; init; } = "";

    /// <summary>What lies beyond Lambda's limits: the setting, what it is, and what it may be.</summary>
    public IEnumerable<(string Setting, string Value, string Allowed)> BeyondLimits()
    {
        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromMinutes(15))
        {
            yield return ("Timeout", $"{Timeout.TotalSeconds:0.###} seconds", "between 1 second and 15 minutes (900 seconds)");
        }

        if (MemoryMegabytes is < 128 or > 10240)
        {
            yield return ("Memory", $"{MemoryMegabytes} MB", "between 128 and 10240 MB");
        }

        if (Processes is < 1 or > 1000)
        {
            yield return ("Processes", $"{Processes}", "between 1 and 1000");
        }

        if (EventsPerProcess is < 1 or > 1000)
        {
            yield return ("Events per process", $"{EventsPerProcess}", "between 1 and 1000");
        }
    }

    internal bool TakesSeveralEvents => EventsPerProcess > 1;

    internal void Validate()
    {
        if (!FunctionName.IsPlainName(Name))
        {
            throw new InvalidOperationException($"'{Name}' is no function name: letters, digits, '-' and '_', at most 64 characters.");
        }

        foreach (var (setting, value, allowed) in BeyondLimits())
        {
            throw new InvalidOperationException($"Function '{Name}': {setting} is {value}, and must be {allowed}.");
        }
    }
}

/// <summary>The program of a function. Its file is looked up in PATH unless it has a folder.</summary>
public sealed record FunctionCommand(string FileName, params ImmutableArray<string> Arguments)
{
    public string? WorkingDirectory { get; init; }

    public override string ToString() => string.Join(' ', [FileName, .. Arguments]);
}
