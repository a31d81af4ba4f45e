using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.StepFunctions.Browsing;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Feed;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Notifying;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Running;
using StepFlow.StepFunctions.StateTesting;
using StepFlow.StepFunctions.TimeSkipping;
using StepFlow.StepFunctions.Tracing;

namespace StepFlow.StepFunctions;

/// <summary>The public face of the service: what to add to a host and what to map.</summary>
public static class StepFunctionsExtensions
{
    private const string TargetPrefix = "AWSStepFunctions";
    private const string ErrorNamespace = "com.amazonaws.swf.service.v2.model";

    public static IServiceCollection AddStepFunctions(this IServiceCollection services, Action<StepFunctionsOptions>? configure = null)
    {
        services.AddOptions<StepFunctionsOptions>()
            .Configure(options => configure?.Invoke(options))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(IdSource.Shared);
        services.AddJournal();
        services.AddCatalog();
        services.AddOperations();
        services.AddEngine();
        services.AddStateTesting();
        services.AddTracing();
        services.AddNotifying();
        services.AddFeed();
        services.AddBrowsing();
        services.AddTimeSkipping();
        return services;
    }

    public static IEndpointConventionBuilder MapStepFunctions(this IEndpointRouteBuilder routes)
    {
        routes.MapTime();
        var services = routes.ServiceProvider;
        var options = services.GetRequiredService<IOptions<StepFunctionsOptions>>().Value;
        return routes.MapAwsJson(new(
            services.GetRequiredService<OperationTable>(),
            ErrorNamespace,
            options.Region,
            options.Account,
            services.GetRequiredService<IdSource>()));
    }

    private static void AddCatalog(this IServiceCollection services)
    {
        services.TryAddSingleton<ICatalogStore>(provider => provider.GetRequiredService<DataFolder>().DatabasePath is { } path
            ? new SqliteCatalogStore(path)
            : new MemoryCatalogStore());
        services.TryAddSingleton<StateMachines>();
        services.TryAddSingleton<IRevisions>(provider => provider.GetRequiredService<StateMachines>());
        services.TryAddSingleton<Activities>();
    }

    private static void AddOperations(this IServiceCollection services)
    {
        services.TryAddSingleton<TaggedResources>();
        services.TryAddSingleton<CallableTasks>();
        services.TryAddSingleton<IDefinitions, Definitions>();
        foreach (var operation in AllOperations.Types)
        {
            services.AddSingleton(typeof(IOperation), operation);
        }

        services.TryAddSingleton(provider =>
        {
            var table = new OperationTable(TargetPrefix);
            foreach (var operation in provider.GetServices<IOperation>())
            {
                operation.AddTo(table);
            }

            return table;
        });
    }
}
