using StepFlow.Hosting.Integrations;

namespace StepFlow.Hosting.Standalone;

/// <summary>Settings of the Step Functions service when it runs alone (<c>stepflow start</c>).</summary>
public sealed class StandaloneOptions
{
    /// <summary>Port on 127.0.0.1; 0 takes any free one.</summary>
    public int Port { get; set; } = 8083;

    /// <summary>Port of the console on 127.0.0.1; 0 takes any free one, null serves none.</summary>
    public int? ConsolePort { get; set; }

    public string Region { get; set; } = "us-east-1";

    public string Account { get; set; } = "123456789012";

    /// <summary>Folder that keeps everything; null keeps nothing beyond the process.</summary>
    public string? DataDirectory { get; set; }

    /// <summary>A mock file of Step Functions Local.</summary>
    public string? MockConfigurationFile { get; set; }

    /// <summary>How long Wait states take; 1 is real time.</summary>
    public double WaitTimeScale { get; set; } = 1;

    public IntegrationOptions Integrations { get; } = new();
}
