using System.Diagnostics;

namespace StepFlow.Benchmarks.Throughput;

/// <summary>A page open in a headless Chromium of its own; closed when disposed.</summary>
internal sealed class BrowserTab : IDisposable
{
    /// <summary>After it a page has settled.</summary>
    public static readonly TimeSpan TimeToLoad = TimeSpan.FromSeconds(8);

    // A browser writes its own files for a minute after its start. On the journal's disk they would be measured instead of the page.
    private static readonly string InMemory = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
    private static int _count;

    private readonly Process _browser;
    private readonly DirectoryInfo _profile;

    private BrowserTab(Process browser, DirectoryInfo profile)
    {
        _browser = browser;
        _profile = profile;
    }

    /// <summary>Opens a page, and does not wait for it.</summary>
    /// <param name="program">The browser; null for <c>chromium</c>.</param>
    /// <param name="address">The page.</param>
    public static BrowserTab Open(string? program, Uri address)
    {
        var profile = Directory.CreateDirectory(Path.Combine(InMemory, $"stepflow-browser-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}"));
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
        return new(browser, profile);
    }

    /// <summary>Throws where the browser could not start, or has ended.</summary>
    public void AssertRunning()
    {
        if (_browser.HasExited)
        {
            throw new InvalidOperationException($"The browser ended with code {_browser.ExitCode}; name another one with --browser.");
        }
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
