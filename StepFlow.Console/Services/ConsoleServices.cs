using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.StepFunctions;
using StepFlow.StepFunctions.Browsing;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Feed;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.TimeSkipping;

namespace StepFlow.ConsoleUI.Services;

/// <summary>What pages may inject. Services of Step Functions are the very instances that its own server uses.</summary>
internal static class ConsoleServices
{
    public static void AddConsoleServices(this IServiceCollection services, ConsoleSurroundings surroundings)
    {
        services.AddSingleton(surroundings);
        Share<StateMachines>(services, surroundings);
        Share<Activities>(services, surroundings);
        Share<IExecutions>(services, surroundings);
        Share<IExecutionQueries>(services, surroundings);
        Share<ExecutionFeed>(services, surroundings);
        Share<ExpressHistories>(services, surroundings);
        Share<ExpressHistoryLimits>(services, surroundings);
        Share<ExecutionsByTrace>(services, surroundings);
        Share<IExecutionTime>(services, surroundings);
        Share<OperationTable>(services, surroundings);
        Share<IOptions<StepFunctionsOptions>>(services, surroundings);
        Share<IdSource>(services, surroundings);
        services.AddSingleton<IStepFunctionsApi, InProcessStepFunctions>();
        services.AddScoped<Ticks>();
    }

    // An instance, not a factory: what this container did not make it does not dispose of either.
    private static void Share<T>(IServiceCollection services, ConsoleSurroundings surroundings)
        where T : class => services.AddSingleton(surroundings.StepFunctions.GetRequiredService<T>());
}
