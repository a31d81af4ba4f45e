using System.Diagnostics;

namespace StepFlow.Benchmarks.Throughput;

/// <summary>A page open in a headless Chromium of its own; closed when disposed.</summary>
internal sealed class BrowserTab : IDisposable
{
    private static readonly TimeSpan TimeToLoad = TimeSpan.FromSeconds(6);
    private readonly Process _browser;
    private readonly DirectoryInfo _profile;

    private BrowserTab(Process browser, DirectoryInfo profile)
    {
        _browser = browser;
        _profile = profile;
    }

    /// <summary>Opens a page and waits until it has settled.</summary>
    /// <param name="program">The browser; null for <c>chromium</c>.</param>
    /// <param name="address">The page.</param>
    public static async Task<BrowserTab> OpenAsync(string? program, Uri address)
    {
        var profile = Directory.CreateTempSubdirectory("stepflow-browser-");
        var browser = Process.Start(new ProcessStartInfo(
            program ?? "chromium",
            [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--remote-debugging-port=0",
                $"--user-data-dir={profile.FullName}", address.ToString(),
            ])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        browser.BeginErrorReadLine();
        browser.BeginOutputReadLine();
        await Task.Delay(TimeToLoad, TimeProvider.System);
        return browser.HasExited
            ? throw new InvalidOperationException($"The browser ended with code {browser.ExitCode}; name another one with --browser.")
            : new(browser, profile);
    }

    public void Dispose()
    {
        _browser.Kill(entireProcessTree: true);
        _browser.WaitForExit();
        _browser.Dispose();
        try
        {
            _profile.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A process of the browser still writes; what is left lies in the folder for temporary files.
        }
    }
}
