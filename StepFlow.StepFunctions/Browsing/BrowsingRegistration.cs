using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace StepFlow.StepFunctions.Browsing;

internal static class BrowsingRegistration
{
    public static IServiceCollection AddBrowsing(this IServiceCollection services)
    {
        services.TryAddSingleton<IExecutionQueries, ExecutionQueries>();
        return services;
    }
}
