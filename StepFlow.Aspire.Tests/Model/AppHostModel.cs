using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace StepFlow.AspireTests.Model;

/// <summary>A model that is built but not run, with endpoints as if they had been allocated.</summary>
internal sealed class AppHostModel : IAsyncDisposable
{
    private readonly DistributedApplication _application;

    private AppHostModel(DistributedApplication application) => _application = application;

    public DistributedApplicationModel Model => _application.Services.GetRequiredService<DistributedApplicationModel>();

    public StepFunctionsEmulatorResource Emulator => Model.Resources.OfType<StepFunctionsEmulatorResource>().Single();

    /// <summary>AppHost.cs as it is, with settings.</summary>
    public static async Task<AppHostModel> OfAppHostAsync(CancellationToken cancellation, params string[] settings) =>
        await BeforeStartAsync(
            await (await DistributedApplicationTestingBuilder.CreateAsync<Projects.StepFlow_AppHost>(settings, cancellation)).BuildAsync(cancellation), cancellation);

    /// <summary>What a test describes itself.</summary>
    public static async Task<AppHostModel> OfAsync(Action<IDistributedApplicationBuilder> describe, CancellationToken cancellation, params string[] settings)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args = settings,
            AssemblyName = typeof(Projects.StepFlow_AppHost).Assembly.GetName().Name,
            DisableDashboard = true,
        });
        describe(builder);
        return await BeforeStartAsync(builder.Build(), cancellation);
    }

    public T Find<T>(string name)
        where T : IResource => Model.Resources.OfType<T>().Single(resource => resource.Name == name);

    /// <summary>The variables a process of this resource would get.</summary>
    public async Task<Dictionary<string, string>> VariablesAsync(string name)
    {
        AllocateEndpoints();
        var configuration = await ExecutionConfigurationBuilder.Create(Find<IResourceWithEnvironment>(name))
            .WithEnvironmentVariablesConfig()
            .BuildAsync(_application.Services.GetRequiredService<DistributedApplicationExecutionContext>(), NullLogger.Instance, CancellationToken.None);
        return configuration.EnvironmentVariables.ToDictionary(StringComparer.Ordinal);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    // Subscribers are asked and the event is published as when an application starts; nothing is started.
    private static async Task<AppHostModel> BeforeStartAsync(DistributedApplication application, CancellationToken cancellation)
    {
        var model = new AppHostModel(application);
        var eventing = application.Services.GetRequiredService<IDistributedApplicationEventing>();
        foreach (var subscriber in application.Services.GetServices<IDistributedApplicationEventingSubscriber>())
        {
            if (subscriber.GetType().Assembly == typeof(StepFunctionsEmulatorResource).Assembly)
            {
                await subscriber.SubscribeAsync(eventing, application.Services.GetRequiredService<DistributedApplicationExecutionContext>(), cancellation);
            }
        }

        await eventing.PublishAsync(new BeforeStartEvent(application.Services, model.Model), cancellation);
        return model;
    }

    private void AllocateEndpoints()
    {
        var port = 20000;
        foreach (var endpoint in Model.Resources.SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>()))
        {
            endpoint.AllocatedEndpoint ??= new(endpoint, "localhost", endpoint.Port ?? ++port, targetPortExpression: $"{endpoint.Port ?? port}");
        }
    }
}
