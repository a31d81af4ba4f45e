using Microsoft.Playwright;
using StepFlow.Hosting;
using StepFlow.Tests.Clients;
using Xunit;

[assembly: AssemblyFixture(typeof(StepFlow.Tests.ConsoleUI.ConsoleFixture))]

namespace StepFlow.Tests.ConsoleUI;

/// <summary>
/// The AppHost with its console, and a real Chromium to look at it; both are started when the first test asks. Tests share the
/// application, so they look for what they made themselves.
/// </summary>
public sealed class ConsoleFixture : IAsyncDisposable
{
    private static readonly string[] BrowserNames = ["chromium", "chromium-browser", "google-chrome"];

    private readonly SemaphoreSlim _gate = new(1);
    private StepFlowHost? _app;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private ConsolePages? _pages;

    /// <summary>The application, started.</summary>
    public async Task<StepFlowHost> GetAppAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            return _app ??= await StepFlowHost.StartAsync<Projects.StepFlow_AppHost>(cancellation: cancellation);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>All pages, with something to show on each.</summary>
    public async Task<ConsolePages> GetPagesAsync(CancellationToken cancellation)
    {
        _ = await GetBrowserAsync(cancellation);
        var app = await GetAppAsync(cancellation);
        await _gate.WaitAsync(cancellation);
        try
        {
            return _pages ??= await ConsolePages.PrepareAsync(app, cancellation);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>
    /// Opens a page of the console in a tab of its own, waits until it is live, and looks. Afterwards nothing may have gone wrong
    /// behind the page: no error on the browser's console, no answer of 400 or more, no request to anybody but the console.
    /// </summary>
    /// <param name="path">Such as <c>/executions</c>.</param>
    /// <param name="look">The test.</param>
    /// <param name="view">Theme and size.</param>
    public async Task VisitAsync(string path, Func<IPage, Task> look, ConsoleView? view = null)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await VisitAsync(await GetBrowserAndAppAsync(cancellation), path, look, view);
    }

    /// <summary>The same for a console that a test has started itself.</summary>
    public async Task VisitAsync(Uri console, string path, Func<IPage, Task> look, ConsoleView? view = null)
    {
        view ??= new();
        var browser = await GetBrowserAsync(TestContext.Current.CancellationToken);
        await using var context = await browser.NewContextAsync(new()
        {
            ColorScheme = view.Theme,
            ViewportSize = new() { Width = view.Width, Height = view.Height },
            AcceptDownloads = true,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        var page = await context.NewPageAsync();
        var watch = new PageWatch(page, console);
        await page.GotoAsync(new Uri(console, path).ToString());
        await page.Locator("[data-live=yes]").WaitForAsync();
        await look(page);
        Assert.Empty(watch.Problems);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _gate.Dispose();
    }

    private async Task<Uri> GetBrowserAndAppAsync(CancellationToken cancellation)
    {
        // A machine without a browser need not start the application.
        _ = await GetBrowserAsync(cancellation);
        return (await GetAppAsync(cancellation)).ConsoleAddress;
    }

    private async Task<IBrowser> GetBrowserAsync(CancellationToken cancellation)
    {
        var program = FindBrowser() ?? throw ClientProgram.Absent($"No browser is installed ({string.Join(", ", BrowserNames)})");
        await _gate.WaitAsync(cancellation);
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            Assertions.SetDefaultExpectTimeout(30_000); // milliseconds; a busy machine is slow, not wrong
            return _browser ??= await _playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = program,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            });
        }
        finally
        {
            _gate.Release();
        }
    }

    private static string? FindBrowser() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => BrowserNames.Select(name => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)))
        .FirstOrDefault(File.Exists);
}

/// <summary>How a page is looked at.</summary>
public sealed record ConsoleView(ColorScheme Theme = ColorScheme.Light, int Width = 1280, int Height = 860);
