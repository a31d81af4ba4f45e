using StepFlow.Gateway;
using StepFlow.Hosting;
using StepFlow.Hosting.Publishing;
using StepFlow.Tests.Hosting.Publishing;
using Xunit;

namespace StepFlow.Tests.Hosting.Model;

/// <summary>What AWS would refuse is refused here, before a port is opened or a function built.</summary>
public sealed class AwsLimitsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("stepflow-limits-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once_by_the_host_and_by_publish()
    {
        string[] expected =
        [
            "The function 'worker': Timeout is 1200 seconds, and must be between 1 second and 15 minutes (900 seconds); it is set with WithTimeout(…).",
            "The function 'worker': Memory is 64 MB, and must be between 128 and 10240 MB; it is set with WithMemory(…).",
            "The function 'worker': 'x' is no name of a variable on Lambda: letters, digits and '_', at least two, beginning with a letter.",
            "API 'rest' has the route 'GET /a' twice.",
            "The gateway 'rest': 'a b' is no name of a stage: letters, digits, '-' and '_', at most 128 characters.",
            "The gateway 'rest': 'my-colour' is no name of a stage variable: letters, digits and '_'.",
        ];
        static void Describe(IDistributedApplicationBuilder builder)
        {
            var worker = builder.AddLambdaFunction<Publications.SomeProject>("worker")
                .WithTimeout(TimeSpan.FromMinutes(20)).WithMemory(64).WithEnvironment("x", "1").WithEnvironment("FINE", "1");
            builder.AddApiGateway("rest").WithStage("a b").WithStageVariable("my-colour", "blue").WithRoute("GET /a", worker).WithRoute("GET /a", worker);
            builder.AddApiGateway("http", ApiKind.Http).WithStage("$default").WithRoute("$default", worker);
        }

        var run = await Assert.ThrowsAsync<StartException>(() => StepFlowHost.StartAsync(Describe, new() { Directory = _folder }, Cancellation));
        var publish = await Assert.ThrowsAsync<StartException>(() => PublishAsync(Describe));

        Assert.Equal(expected, run.Message.Split(Environment.NewLine));
        Assert.Equal(expected, publish.Message.Split(Environment.NewLine));
    }

    [Fact]
    public async Task A_gateway_without_routes_runs_here_and_is_not_published()
    {
        static void Describe(IDistributedApplicationBuilder builder) => builder.AddApiGateway("rest");

        await using var app = await StepFlowHost.StartAsync(Describe, new() { Directory = _folder }, Cancellation);
        var e = await Assert.ThrowsAsync<StartException>(() => PublishAsync(Describe));

        Assert.Equal("The gateway 'rest' has no route, and API Gateway deploys no API without one. Add WithRoute(…), or leave the gateway out.", e.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    private async Task PublishAsync(Action<IDistributedApplicationBuilder> describe)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { ProjectDirectory = _folder });
        describe(builder);
        await new PublishRun(new(_folder, [.. builder.Resources]), new() { Output = Path.Combine(_folder, "out") }).RunAsync(_ => { }, Cancellation);
    }
}
