using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using StepFlow.Aws;
using StepFlow.Language.Data;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Running;
using StepFlow.StepFunctions.Tasks;
using StepFlow.StepFunctions.Tasks.Models;

namespace StepFlow.StepFunctions.StateTesting;

/// <summary>What tests single states, as services. Whoever hosts it may add <see cref="ServiceModels"/> of its own.</summary>
internal static class StateTestingRegistration
{
    public static IServiceCollection AddStateTesting(this IServiceCollection services)
    {
        services.TryAddSingleton(ServiceModels.BuiltIn);
        services.TryAddSingleton<AnswerModels>();
        services.TryAddSingleton<ResultSchema>();
        services.TryAddSingleton(provider => new TestedCalls(
            provider.GetRequiredService<ITaskIntegrations>(),
            provider.GetRequiredService<IExecutionTargets>(),
            provider.GetRequiredService<IExecutions>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IdSource>().NewUuid));
        services.TryAddSingleton<IStateTests>(provider => new StateTests(
            provider.GetRequiredService<TestedCalls>(),
            provider.GetRequiredService<ResultSchema>(),
            () => NewEnvironment(provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IdSource>())));
        return services;
    }

    // Each test has chance of its own: a Random is not for several threads.
    private static EvaluationEnvironment NewEnvironment(TimeProvider time, IdSource ids) => new(time, new Random(ids.Roll(int.MaxValue)), ids.NewUuid);
}
