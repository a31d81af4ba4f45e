using System.Formats.Tar;
using System.IO.Compression;
using StepFlow.Tests.Clients;

namespace StepFlow.Tests.ConsoleUI;

/// <summary>The accessibility checker axe-core, fetched from npm into the artifacts folder the first time it is needed.</summary>
internal static class AxeScript
{
    private const string Version = "4.14.1";
    private const string InPackage = "package/axe.min.js";

    private static readonly SemaphoreSlim Gate = new(1);

    /// <summary>The path of the script.</summary>
    public static async Task<string> RequireAsync(CancellationToken cancellation)
    {
        var folder = Path.Combine(Repository.Root, "artifacts", "axe");
        var script = Path.Combine(folder, $"axe-{Version}.min.js");
        await Gate.WaitAsync(cancellation);
        try
        {
            if (!File.Exists(script))
            {
                Directory.CreateDirectory(folder);
                await FetchAsync(folder, script, cancellation);
            }

            return script;
        }
        finally
        {
            Gate.Release();
        }
    }

    private static async Task FetchAsync(string folder, string script, CancellationToken cancellation)
    {
        var (code, _, errors) = await ClientProgram.Require("npm").TryRunAsync(new("http://127.0.0.1"), folder, "pack", $"axe-core@{Version}", "--silent");
        if (code is not 0)
        {
            throw ClientProgram.Absent($"axe-core cannot be fetched from npm: {errors.Trim()}");
        }

        await using var archive = File.OpenRead(Path.Combine(folder, $"axe-core-{Version}.tgz"));
        await using var unpacked = new GZipStream(archive, CompressionMode.Decompress);
        await using var reader = new TarReader(unpacked);
        while (await reader.GetNextEntryAsync(cancellationToken: cancellation) is { } entry)
        {
            if (entry.Name is InPackage)
            {
                // Written under another name first: half a script must not be taken for one.
                await entry.ExtractToFileAsync(script + ".part", overwrite: true, cancellation);
                File.Move(script + ".part", script, overwrite: true);
                return;
            }
        }

        throw new InvalidDataException($"axe-core {Version} has no {InPackage}.");
    }
}
