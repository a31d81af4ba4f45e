using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using StepFlow.StepFunctions.Running;

namespace StepFlow.StepFunctions.Tracing;

/// <summary>Traces and metrics of executions, as services. Both cost next to nothing while nobody listens.</summary>
internal static class TracingRegistration
{
    public static IServiceCollection AddTracing(this IServiceCollection services)
    {
        services.TryAddSingleton(provider =>
            new TracingLimits { ExecutionsPerSecond = provider.GetRequiredService<IOptions<StepFunctionsOptions>>().Value.TracedExecutionsPerSecond });
        services.TryAddSingleton<ExecutionTracer>();
        services.TryAddSingleton<ITraceHeaders>(provider => provider.GetRequiredService<ExecutionTracer>());
        services.AddSingleton<IExecutionObserver>(provider => provider.GetRequiredService<ExecutionTracer>());
        services.AddSingleton<IExecutionObserver, ExecutionMetrics>();
        return services;
    }
}
