using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StepFlow.Hosting.LocalStack;

namespace Aspire.Hosting.Emulator;

/// <summary>Says in the container's own log why LocalStack ended, where its exit code tells.</summary>
internal static class LocalStackExit
{
    public static void Explain(IResourceBuilder<ContainerResource> container) => container.OnResourceStopped((resource, stopped, _) =>
    {
        if (LocalStackExitCode.Explain(stopped.ResourceEvent.Snapshot.ExitCode) is { } explanation)
        {
            stopped.Services.GetRequiredService<ResourceLoggerService>().GetLogger(resource).LogError("{Explanation}", explanation);
        }

        return Task.CompletedTask;
    });
}
