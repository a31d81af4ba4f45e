using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace StepFlow.Hosting;

/// <summary>
/// Describes an application: its functions, state machines and gateways. The names are those of .NET Aspire, so that one
/// AppHost.cs can run in either home.
/// </summary>
public interface IDistributedApplicationBuilder
{
    /// <summary>appsettings.json beside the AppHost project, user settings, environment, command line; the later ones win.</summary>
    ConfigurationManager Configuration { get; }

    /// <summary>The folder of the AppHost project; relative paths start there.</summary>
    string AppHostDirectory { get; }

    /// <summary>Services of the host that runs the application.</summary>
    IServiceCollection Services { get; }

    IReadOnlyList<IResource> Resources { get; }

    IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource;

    DistributedApplication Build();
}
