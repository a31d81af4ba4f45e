using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StepFlow.StepFunctions.ItemReading;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.MapRuns;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Tasks;
using StepFlow.StepFunctions.Tasks.Mocks;

namespace StepFlow.StepFunctions.Running;

/// <summary>What runs executions, as services. Whoever hosts it adds <see cref="IFunctionInvoker"/> and <see cref="IServiceCaller"/>.</summary>
internal static class EngineRegistration
{
    public static IServiceCollection AddEngine(this IServiceCollection services)
    {
        services.TryAddSingleton<IExecutionJournal, MemoryExecutionJournal>();
        services.TryAddSingleton<ITaskIntegrations, TaskIntegrations>();
        services.TryAddSingleton(MocksOf);
        services.TryAddSingleton<IItemStorage>(provider =>
            provider.GetService<IObjectStore>() is { } objects ? new ItemStorage(objects) : new NoItemStorage());
        services.TryAddSingleton<DefinitionCache>();
        services.TryAddSingleton<RunnerFactory>();
        services.TryAddSingleton<ActivityQueues>();
        services.TryAddSingleton<IExecutionTargets, ExecutionTargets>();
        services.TryAddSingleton<NestedExecutions>();
        services.TryAddSingleton<ChangeSignal>();
        services.AddSingleton<IExecutionObserver>(provider => provider.GetRequiredService<ChangeSignal>());
        services.TryAddSingleton<IMapRunStore>(provider => provider.GetRequiredService<DataFolder>().DatabasePath is { } path
            ? new SqliteMapRunStore(path)
            : new MemoryMapRunStore());
        services.TryAddSingleton<IMapRunDirectory, MapRunDirectory>();
        services.TryAddSingleton<IMapRuns>(provider => provider.GetRequiredService<IMapRunDirectory>());
        services.TryAddSingleton(provider => new TaskDispatcher(
            provider.GetRequiredService<ITaskIntegrations>(),
            provider.GetRequiredService<ActivityQueues>(),
            provider.GetRequiredService<NestedExecutions>(),
            provider.GetRequiredService<IMapRuns>(),
            provider.GetRequiredService<ILogger<TaskDispatcher>>()));
        services.TryAddSingleton<ExecutionService>();
        services.TryAddSingleton<IExecutions>(provider => provider.GetRequiredService<ExecutionService>());
        services.AddHostedService<EngineHost>();
        return services;
    }

    private static IMockSource MocksOf(IServiceProvider provider)
    {
        if (provider.GetRequiredService<IOptions<StepFunctionsOptions>>().Value.MockConfigurationFile is not { } path)
        {
            return new NoMocks();
        }

        var file = new MockConfigurationFile(path);
        var logger = provider.GetRequiredService<ILogger<FileMocks>>();
        foreach (var problem in file.Current.Problems)
        {
            logger.MockProblem(path, problem);
        }

        return new FileMocks(file);
    }
}

/// <summary>Takes up running executions when the host starts, before it answers anybody.</summary>
internal sealed class EngineHost(ExecutionService executions) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => executions.ResumeAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
