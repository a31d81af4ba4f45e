using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StepFlow.Hosting.Described;
using StepFlow.Hosting.Embedded;
using StepFlow.Hosting.Integrations;
using StepFlow.Language.Json;
using StepFlow.StepFunctions;
using StepFlow.Tests.EndToEnd;
using Xunit;

namespace StepFlow.Tests.Hosting.LocalStack;

/// <summary>How the host starts its LocalStack container, seen by a fake of the container engine. No engine and no LocalStack has run here.</summary>
public sealed class LocalStackContainerTests
{
    private static readonly string App = new AppDescription
    {
        Directory = Path.Combine(Repository.Root, "StepFlow.AppHost"),
        StateMachines = [new("pass", "StateMachines/pass.asl.json")],
    }.ToJson();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_container_has_the_pinned_tag_and_the_state_machines_are_created_in_it()
    {
        await using var localStack = await StandInAsync();
        await using var docker = await FakeDocker.StartAsync(PortOf(localStack), exitCode: null, Cancellation);
        await using (var host = await AppHostProcess.StartDescribedAsync(App, Cancellation, Variables(docker)))
        {
            // By way of the host's own address, and in LocalStack itself.
            Assert.Equal(["pass"], await StateMachinesAsync(new(host.AddressOf("stepfunctions"))));
            Assert.Equal(["pass"], await StateMachinesAsync(new($"http://127.0.0.1:{PortOf(localStack)}")));
        }

        Assert.Equal("localstack/localstack:4.14.0", docker.Created.GetProperty("Image").GetString());
        var environment = docker.Created.GetProperty("Env").EnumerateArray().Select(e => e.GetString()!).ToList();
        Assert.Contains("SERVICES=stepfunctions,sts", environment);
        Assert.DoesNotContain(environment, variable => variable.StartsWith("LOCALSTACK_AUTH_TOKEN", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_goes_into_the_container_and_into_no_output()
    {
        await using var localStack = await StandInAsync();
        await using var docker = await FakeDocker.StartAsync(PortOf(localStack), exitCode: null, Cancellation);
        await using var host = await AppHostProcess.StartDescribedAsync(
            App, Cancellation, Variables(docker, ("LOCALSTACK_AUTH_TOKEN", "ls-secret-token"), ("StepFlow__LocalStack__Tag", "2026.04")));

        Assert.Equal("localstack/localstack:2026.04", docker.Created.GetProperty("Image").GetString());
        Assert.Contains("LOCALSTACK_AUTH_TOKEN=ls-secret-token", docker.Created.GetProperty("Env").EnumerateArray().Select(e => e.GetString()));
        Assert.DoesNotContain("ls-secret-token", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exit_code_55_is_explained()
    {
        await using var docker = await FakeDocker.StartAsync(port: 1, exitCode: 55, Cancellation);
        await using var host = AppHostProcess.LaunchDescribed(App, Variables(docker));

        await host.WaitForExitAsync(Cancellation);

        Assert.Equal(1, host.ExitCode);
        Assert.Contains("exit code 55: it could not activate a licence", host.Output, StringComparison.Ordinal);
        Assert.True(docker.IsRemoved, string.Join('\n', docker.Requests));
    }

    private static Dictionary<string, string> Variables(FakeDocker docker, params (string Name, string Value)[] more)
    {
        var variables = new Dictionary<string, string>
        {
            ["StepFlow__StepFunctions"] = "LocalStack",
            ["DOCKER_HOST"] = docker.Host,
            ["TESTCONTAINERS_RYUK_DISABLED"] = "true", // a second container, which only tidies up after the first
            ["TESTCONTAINERS_HOST_OVERRIDE"] = "127.0.0.1",
        };
        foreach (var (name, value) in more)
        {
            variables[name] = value;
        }

        return variables;
    }

    /// <summary>LocalStack's health page, and our own service in place of its Step Functions.</summary>
    private static async Task<WebApplication> StandInAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddStepFunctions().AddIntegrations(new IntegrationOptions(), functions: null);
        var app = builder.Build();
        app.MapGet("/_localstack/health", () => """{"services":{"stepfunctions":"available"}}""");
        app.MapStepFunctions();
        await app.StartAsync(Cancellation);
        return app;
    }

    private static async Task<IEnumerable<string?>> StateMachinesAsync(Uri endpoint)
    {
        using var client = new StepFunctionsClient(endpoint);
        var answer = await client.CallAsync("ListStateMachines", JsonObject.Empty, Cancellation);
        return Assert.IsType<JsonArray>(answer.Body["stateMachines"]).OfType<JsonObject>().Select(machine => StepFunctionsClient.Text(machine, "name"));
    }

    private static int PortOf(WebApplication app) => new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
}
