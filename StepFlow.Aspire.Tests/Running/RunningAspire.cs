using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Xunit;

namespace StepFlow.AspireTests.Running;

/// <summary>One application for all tests that leave it as they found it.</summary>
public sealed class RunningAspire : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private DistributedApplication? _application;

    public DistributedApplication Application => _application ?? throw new InvalidOperationException("The application has not been started.");

    public async ValueTask InitializeAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.StepFlow_AppHost>(["--StepFlow:Ephemeral=true"], patience.Token);
        _application = await builder.BuildAsync(patience.Token);
        await _application.StartAsync(patience.Token);
        await _application.ResourceNotifications.WaitForResourceHealthyAsync("stepfunctions", patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.DisposeAsync();
        }
    }
}
