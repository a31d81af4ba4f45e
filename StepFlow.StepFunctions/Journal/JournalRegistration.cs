using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace StepFlow.StepFunctions.Journal;

/// <summary>The journal as a service: in the data folder where there is one, else in memory.</summary>
public static class JournalRegistration
{
    public static IServiceCollection AddJournal(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => DataFolder.Open(provider.GetRequiredService<IOptions<StepFunctionsOptions>>().Value.DataDirectory));
        services.TryAddSingleton<IExecutionJournal>(provider => provider.GetRequiredService<DataFolder>().DatabasePath is { } path
            ? new SqliteExecutionJournal(path)
            : new MemoryExecutionJournal());
        return services;
    }
}
