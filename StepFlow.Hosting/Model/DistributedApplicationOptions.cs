namespace StepFlow.Hosting;

/// <summary>What an AppHost can say about itself; left out, it is read from the program that runs.</summary>
public sealed class DistributedApplicationOptions
{
    public string[]? Args { get; set; }

    /// <summary>The AppHost's assembly; the entry assembly by default.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>The folder that relative paths start from; the AppHost's project folder by default.</summary>
    public string? ProjectDirectory { get; set; }
}
