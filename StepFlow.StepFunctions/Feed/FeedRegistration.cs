using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using StepFlow.StepFunctions.Running;

namespace StepFlow.StepFunctions.Feed;

/// <summary>The change feed and the histories of recent Express executions, as services.</summary>
internal static class FeedRegistration
{
    public static IServiceCollection AddFeed(this IServiceCollection services)
    {
        services.TryAddSingleton(new ExpressHistoryLimits());
        services.TryAddSingleton<ExpressHistories>();
        services.TryAddSingleton<ExecutionFeed>();
        services.TryAddSingleton(new ExecutionsByTrace());
        services.AddSingleton<IExecutionObserver>(provider => provider.GetRequiredService<ExpressHistories>());
        services.AddSingleton<IExecutionObserver>(provider => provider.GetRequiredService<ExecutionFeed>());
        services.AddSingleton<IExecutionObserver>(provider => provider.GetRequiredService<ExecutionsByTrace>());
        return services;
    }
}
