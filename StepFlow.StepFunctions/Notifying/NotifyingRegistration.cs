using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StepFlow.StepFunctions.Running;

namespace StepFlow.StepFunctions.Notifying;

/// <summary>Execution logs and status change events, as services.</summary>
internal static class NotifyingRegistration
{
    public static IServiceCollection AddNotifying(this IServiceCollection services)
    {
        services.AddSingleton<IExecutionObserver, ExecutionLogger>();
        services.AddSingleton<IExecutionObserver>(provider => new StatusChangeNotifier(
            [.. provider.GetServices<IStatusChangeSubscriber>(), .. HttpSubscribers(provider)],
            provider.GetRequiredService<Aws.IdSource>(),
            provider.GetRequiredService<Microsoft.Extensions.Logging.ILogger<StatusChangeNotifier>>()));
        return services;
    }

    private static IEnumerable<IStatusChangeSubscriber> HttpSubscribers(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<StepFunctionsOptions>>().Value.StatusChangeEndpoint is { } endpoint
            ? [new HttpStatusChangeSubscriber(endpoint, provider.GetRequiredService<TimeProvider>())]
            : [];
}
