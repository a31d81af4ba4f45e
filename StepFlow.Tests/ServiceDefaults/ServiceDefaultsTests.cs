using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Trace;
using StepFlow.ServiceDefaults;
using Xunit;

namespace StepFlow.Tests.ServiceDefaults;

public sealed class ServiceDefaultsTests
{
    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    public async Task A_host_answers_its_health(string path)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var app = Start();
        await app.StartAsync(cancellation);
        using var client = new HttpClient { BaseAddress = new(Address(app)) };

        var response = await client.GetAsync(path, cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Sources_of_ours_are_recorded_even_below_a_caller_that_does_not_sample()
    {
        await using var app = Start();
        _ = app.Services.GetRequiredService<TracerProvider>();
        using var source = new ActivitySource("StepFlow.Anything");
        Assert.True(ActivityContext.TryParse("00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-00", null, out var parent));

        using var activity = source.StartActivity("work", ActivityKind.Server, parent);

        Assert.True(activity?.Recorded);
    }

    [Fact]
    public void A_function_without_exporter_has_telemetry_that_does_nothing()
    {
        using var telemetry = FunctionTelemetry.Start("nobody listens");

        telemetry.Flush(TimeSpan.FromSeconds(1));
        Assert.NotNull(telemetry.Loggers);
    }

    private static WebApplication Start()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();
        return builder.Build().MapDefaultEndpoints();
    }

    private static string Address(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
}
