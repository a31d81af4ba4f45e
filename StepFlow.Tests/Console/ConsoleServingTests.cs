using System.Net;
using StepFlow.ConsoleUI.Serving;
using StepFlow.Hosting;
using StepFlow.Hosting.Standalone;
using Xunit;

namespace StepFlow.Tests.ConsoleUI;

/// <summary>The console's server, without a browser.</summary>
public sealed class ConsoleServingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_file_for_the_browser_is_served_with_its_type_and_asked_for_again()
    {
        await using var service = await StartAsync(new() { Port = 0, ConsolePort = 0 });
        using var client = new HttpClient { BaseAddress = service.ConsoleAddress };

        foreach (var path in new EmbeddedAssets("x").Paths.Where(p => p.EndsWith(".js", StringComparison.Ordinal) || p.EndsWith(".css", StringComparison.Ordinal)))
        {
            using var response = await client.GetAsync(path, Cancellation);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(path.EndsWith(".js", StringComparison.Ordinal) ? "text/javascript" : "text/css", response.Content.Headers.ContentType?.MediaType);
            Assert.NotEmpty(await response.Content.ReadAsByteArrayAsync(Cancellation));

            using var again = new HttpRequestMessage(HttpMethod.Get, path);
            again.Headers.IfNoneMatch.Add(response.Headers.ETag!);
            using var unchanged = await client.SendAsync(again, Cancellation);
            Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        }
    }

    [Fact]
    public void The_scripts_that_pages_need_are_in_the_assembly()
    {
        var paths = new EmbeddedAssets("App").Paths.ToHashSet();

        Assert.Subset(paths, new HashSet<string>
        {
            "_framework/blazor.web.js",
            "_content/Microsoft.FluentUI.AspNetCore.Components/Microsoft.FluentUI.AspNetCore.Components.lib.module.js",
            "_content/StepFlow.Console/console.css",
            "App.modules.json",
        });
    }

    [Fact]
    public async Task A_page_of_another_site_does_not_reach_it_by_a_name_that_resolves_to_this_machine()
    {
        await using var service = await StartAsync(new() { Port = 0, ConsolePort = 0 });
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, service.ConsoleAddress) { Headers = { Host = "evil.example" } };

        using var response = await client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_script_of_another_site_is_refused_and_its_own_is_not()
    {
        await using var service = await StartAsync(new() { Port = 0, ConsolePort = 0 });
        using var client = new HttpClient { BaseAddress = service.ConsoleAddress };

        Assert.Equal(HttpStatusCode.Forbidden, await NegotiateAsync("https://evil.example"));
        Assert.Equal(HttpStatusCode.OK, await NegotiateAsync(service.ConsoleAddress!.GetLeftPart(UriPartial.Authority)));

        async Task<HttpStatusCode> NegotiateAsync(string origin)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "_blazor/negotiate?negotiateVersion=1") { Headers = { { "Origin", origin } } };
            using var response = await client.SendAsync(request, Cancellation);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task A_taken_port_names_the_flag()
    {
        await using var first = await StartAsync(new() { Port = 0, ConsolePort = 0 });

        var e = await Assert.ThrowsAsync<StartException>(() => StartAsync(new() { Port = 0, ConsolePort = first.ConsoleAddress!.Port }));

        Assert.Contains("--console-port", e.Message, StringComparison.Ordinal);
        Assert.Contains("--no-console", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_is_no_console_unless_asked_for()
    {
        await using var service = await StartAsync(new() { Port = 0 });

        Assert.Null(service.ConsoleAddress);
    }

    private static Task<StandaloneService> StartAsync(StandaloneOptions options) => StandaloneService.StartAsync(options, Cancellation);
}
