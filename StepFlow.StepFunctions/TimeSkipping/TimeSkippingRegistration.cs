using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace StepFlow.StepFunctions.TimeSkipping;

internal static class TimeSkippingRegistration
{
    public static IServiceCollection AddTimeSkipping(this IServiceCollection services)
    {
        services.TryAddSingleton<IExecutionTime, ExecutionTime>();
        return services;
    }
}
