using Docker.DotNet;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;
using Microsoft.Extensions.Logging;
using StepFlow.Hosting.Embedded;
using Testcontainers.LocalStack;

namespace StepFlow.Hosting.LocalStack;

/// <summary>A LocalStack that runs Step Functions: a container of this host, or one that is there already.</summary>
internal sealed class LocalStackServer : IAsyncDisposable
{
    private readonly LocalStackContainer? _container;

    private LocalStackServer(Uri address, LocalStackContainer? container) => (Address, _container) = (address, container);

    public Uri Address { get; }

    /// <summary>Starts the container and answers when it is healthy; what prevents that is a <see cref="StartException"/> with the remedy.</summary>
    public static async Task<LocalStackServer> StartAsync(HostSettings settings, ILogger logger, CancellationToken cancellation)
    {
        if (settings.LocalStackEndpoint is { } endpoint)
        {
            return new(endpoint, container: null);
        }

        LocalStackContainer? container = null;
        try
        {
            container = ContainerOf(settings, logger);
            await container.StartAsync(cancellation);
            return new(new(container.GetConnectionString()), container);
        }
        catch (DockerUnavailableException e)
        {
            throw new StartException(
                "StepFlow:StepFunctions is LocalStack, which needs a container engine, and none answers here. Start Docker (or set DOCKER_HOST to where it "
                + "listens), name a LocalStack that runs elsewhere (StepFlow:LocalStack:Endpoint=http://127.0.0.1:4566), or leave the setting out: StepFlow needs no Docker.",
                e);
        }
        catch (ContainerNotRunningException e)
        {
            var exitCode = container is null ? (long?)null : await container.GetExitCodeAsync(cancellation);
            await DisposeAsync(container);
            throw new StartException(LocalStackExitCode.Explain(exitCode) ?? $"LocalStack has ended with exit code {exitCode}: {e.Message}", e);
        }
        catch (DockerApiException e)
        {
            await DisposeAsync(container);
            throw new StartException($"The container engine does not start localstack/localstack:{settings.LocalStackTag} (StepFlow:LocalStack:Tag): {e.Message}", e);
        }
        catch
        {
            await DisposeAsync(container);
            throw;
        }
    }

    public ValueTask DisposeAsync() => DisposeAsync(_container);

    private static LocalStackContainer ContainerOf(HostSettings settings, ILogger logger)
    {
        var builder = new LocalStackBuilder($"localstack/localstack:{settings.LocalStackTag}")
            .WithEnvironment("SERVICES", "stepfunctions,sts")
            .WithLogger(logger);
        return (settings.LocalStackAuthToken is { } token ? builder.WithEnvironment("LOCALSTACK_AUTH_TOKEN", token) : builder).Build();
    }

    private static ValueTask DisposeAsync(LocalStackContainer? container) => container?.DisposeAsync() ?? ValueTask.CompletedTask;
}
