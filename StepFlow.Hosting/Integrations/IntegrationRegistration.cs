using Microsoft.Extensions.DependencyInjection;
using StepFlow.Aws;
using StepFlow.StepFunctions.ItemReading;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.Hosting.Integrations;

/// <summary>Gives the engine what it calls outside itself.</summary>
public static class IntegrationRegistration
{
    /// <param name="services">The host's services.</param>
    /// <param name="options">Endpoints, models, folders.</param>
    /// <param name="functions">Functions in this process, or null where there are none.</param>
    public static IServiceCollection AddIntegrations(
        this IServiceCollection services, IntegrationOptions options, Func<IServiceProvider, IFunctionInvoker>? functions)
    {
        services.AddSingleton(provider => new IntegrationSet(
            options, functions?.Invoke(provider), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IdSource>().NewUuid));
        services.AddSingleton<ITaskIntegrations>(provider => provider.GetRequiredService<IntegrationSet>().Tasks);
        services.AddSingleton<IObjectStore>(provider => provider.GetRequiredService<IntegrationSet>().Objects);
        services.AddSingleton(provider => provider.GetRequiredService<IntegrationSet>().Models);
        return services;
    }
}
