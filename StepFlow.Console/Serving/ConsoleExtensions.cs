using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.FluentUI.AspNetCore.Components;
using StepFlow.ConsoleUI.Services;
using StepFlow.ConsoleUI.Shared;

namespace StepFlow.ConsoleUI.Serving;

/// <summary>Serves the console on a web application of its own.</summary>
public static class ConsoleExtensions
{
    /// <summary>Nothing is rendered before the browser is connected: a page subscribes once, and what is seen also works.</summary>
    internal static readonly InteractiveServerRenderMode Live = new(prerender: false);

    /// <summary>
    /// A logger to silence: it reports, with a stack, every browser that was open while StepFlow was started anew and brings a cookie of the
    /// process before. Such a page loads itself again, and the console's own check of origins guards it.
    /// </summary>
    public const string NoiseOfRestarts = "Microsoft.AspNetCore.Antiforgery.DefaultAntiforgery";

    // A text of an editor comes whole, and escaped: six characters for one at the worst. SignalR's own 32 KB would cut the page off from the console.
    private const long LargestMessage = 6L * JsonEditor.MostCharacters + (1 << 20);

    /// <param name="app">The application that the console is served by; its files for the browser are set here.</param>
    /// <param name="surroundings">What the pages look at.</param>
    public static void AddStepFlowConsole(this WebApplicationBuilder app, ConsoleSurroundings surroundings)
    {
        app.Environment.WebRootFileProvider = new EmbeddedAssets(app.Environment.ApplicationName);
        app.Services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = LargestMessage);
        app.Services.AddFluentUIComponents();
        app.Services.Configure<KeyManagementOptions>(keys =>
        {
            keys.XmlRepository = new KeysInMemory();
            keys.XmlEncryptor = new NullXmlEncryptor();
        });

        // A page of another site must not reach the console by a name that resolves to this machine.
        app.Services.Configure<HostFilteringOptions>(filtering => filtering.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"]);
        app.Services.AddConsoleServices(surroundings);
    }

    public static void MapStepFlowConsole(this WebApplication app)
    {
        app.UseHostFiltering();
        app.UseSameOrigin();
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseStaticFiles(new StaticFileOptions
        {
            // Asked again each time and answered with 304, so that a newer StepFlow on the same port is seen at once.
            OnPrepareResponse = response => response.Context.Response.Headers.CacheControl = "no-cache",
        });
        app.UseAntiforgery();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }
}
