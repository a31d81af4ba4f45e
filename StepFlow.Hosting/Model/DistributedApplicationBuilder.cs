using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StepFlow.Hosting.Embedded;
using StepFlow.Hosting.Publishing;

namespace StepFlow.Hosting;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private const string ProjectDirectoryKey = "apphostprojectpath";

    // For a built AppHost that runs away from its project.
    private const string DirectorySetting = "StepFlow:Directory";

    private readonly HostApplicationBuilder _host;
    private readonly List<IResource> _resources = [];
    private readonly CommandLine _line;

    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        _line = CommandLine.Parse(options.Args ?? []);
        var asked = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(_line.Settings).Build()[DirectorySetting];
        AppHostDirectory = Path.GetFullPath(asked ?? options.ProjectDirectory ?? ProjectDirectory(options.AssemblyName));
        _host = Host.CreateEmptyApplicationBuilder(new() { ContentRootPath = AppHostDirectory });
        _host.Configuration
            .AddJsonFile(Path.Combine(AppHostDirectory, "appsettings.json"), optional: true, reloadOnChange: false)
            .AddJsonFile(Path.Combine(AppHostDirectory, "appsettings.local.json"), optional: true, reloadOnChange: false)
            .AddEnvironmentVariables()
            .AddInMemoryCollection(_line.Flags)
            .AddCommandLine(_line.Settings);
        AppHostRun.Current?.Configure(_host);
    }

    public ConfigurationManager Configuration => _host.Configuration;

    public string AppHostDirectory { get; }

    public IServiceCollection Services => _host.Services;

    public IReadOnlyList<IResource> Resources => _resources;

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        if (_resources.Any(other => string.Equals(other.Name, resource.Name, StringComparison.OrdinalIgnoreCase) && other.GetType() == resource.GetType()))
        {
            throw new InvalidOperationException($"There are two resources of the same kind named '{resource.Name}'.");
        }

        _resources.Add(resource);
        return new ResourceBuilder<T>(this, resource);
    }

    public DistributedApplication Build()
    {
        var model = new AppModel(AppHostDirectory, [.. _resources]);
        if (_line.HelpText is not null || _line.Refusal is not null)
        {
            return new(_host.Build(), _line);
        }

        if (_line.Publish is not null)
        {
            return new(_host.Build(), new PublishRun(model, _line.Publish));
        }

        _host.AddEmbeddedHost(model);
        return new(_host.Build());
    }

    // Written into the assembly by the build, so that the program finds its files from any working directory.
    private static string ProjectDirectory(string? assemblyName)
    {
        var assembly = assemblyName is null ? Assembly.GetEntryAssembly() : Assembly.Load(assemblyName);
        var path = assembly?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key is ProjectDirectoryKey)?.Value;
        return Directory.Exists(path) ? path : Directory.GetCurrentDirectory();
    }
}
