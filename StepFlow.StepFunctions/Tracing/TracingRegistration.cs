using Microsoft.Extensions.DependencyInjection;
using StepFlow.StepFunctions.Running;

namespace StepFlow.StepFunctions.Tracing;

/// <summary>Adds the spans of executions to a host.</summary>
public static class TracingRegistration
{
    public static IServiceCollection AddExecutionTracing(this IServiceCollection services)
    {
        services.AddSingleton<ExecutionTracer>();
        services.AddSingleton<IExecutionObserver>(provider => provider.GetRequiredService<ExecutionTracer>());
        services.AddSingleton<ITraceHeaders>(provider => provider.GetRequiredService<ExecutionTracer>());
        return services;
    }
}
