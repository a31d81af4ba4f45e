using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Xunit;

namespace StepFlow.Tests.Conformance;

/// <summary>
/// Replays the answers recorded from AWS against the service over the wire. Cases that differ stand in known-differences.txt with
/// the level they fail at and the reason; the list may only shrink.
/// </summary>
public sealed class ConformanceTests
{
    private static readonly string[] Levels = ["L1", "L2", "L3"];

    [Fact]
    public async Task Every_recorded_case_is_answered_as_aws_answered_it()
    {
        var runner = SharedData.Require("conformance", "run_conformance.py");
        var cases = SharedData.Require("conformance", "cases");
        var port = FreePort();
        var services = $"http://127.0.0.1:{port}";
        await using var service = await StandaloneService.StartAsync(
            "--ephemeral", "--lambda-endpoint", services, "--s3-endpoint", services, "--sqs-endpoint", services,
            "--sns-endpoint", services, "--dynamodb-endpoint", services, "--events-endpoint", services, "--secretsmanager-endpoint", services);
        var report = Path.Combine(Path.GetTempPath(), $"conformance-{port}.json");

        var text = await RunAsync(runner, "--endpoint", service.Endpoint, "--cases", cases, "--jobs", "12", "--lambda-port", $"{port}", "--json", report);
        using var results = JsonDocument.Parse(await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken));
        TestContext.Current.TestOutputHelper?.WriteLine(text);
        Save(results.RootElement, text);

        var failing = Failing(results.RootElement);
        var known = Known();
        var news = failing.Where(f => !known.TryGetValue(f.Key, out var level) || string.CompareOrdinal(f.Value.Level, level.TrimEnd('?')) < 0)
            .Select(f => $"{f.Key} fails at {f.Value.Level}: {f.Value.Difference}");
        var mended = known.Where(k => !failing.ContainsKey(k.Key) && !k.Value.EndsWith('?')).Select(k => k.Key).Select(k => $"{k} passes now: take it off known-differences.txt");

        var problems = string.Join('\n', news.Concat(mended));
        Assert.True(problems.Length is 0, problems);
        Assert.True(results.RootElement.GetProperty("totals")[2].GetInt32() >= 600, "Too few cases were run: " + text);
    }

    private static Dictionary<string, (string Level, string Difference)> Failing(JsonElement report) => report.GetProperty("results").EnumerateArray()
        .Where(r => r.GetProperty("skipped").ValueKind is JsonValueKind.Null or JsonValueKind.False || r.GetProperty("skipped").ToString() is "")
        .Select(r => (Id: r.GetProperty("id").GetString()!, Level: FirstMissed(r.GetProperty("levels")), Difference: Difference(r)))
        .Where(r => r.Level is not null)
        .ToDictionary(r => r.Id, r => (r.Level!, r.Difference), StringComparer.Ordinal);

    private static string? FirstMissed(JsonElement levels)
    {
        for (var i = 0; i < Levels.Length; i++)
        {
            if (levels[i].ValueKind is JsonValueKind.False)
            {
                return Levels[i];
            }
        }

        return null;
    }

    private static string Difference(JsonElement result) =>
        result.GetProperty("diffs").GetArrayLength() > 0 ? result.GetProperty("diffs")[0].ToString() : "";

    // id <tab> level <tab> reason
    private static Dictionary<string, string> Known() => File.ReadLines(Path.Combine(Repository.Root, "StepFlow.Tests", "Conformance", "known-differences.txt"))
        .Where(line => line.Length > 0 && line[0] is not '#')
        .Select(line => line.Split('\t'))
        .ToDictionary(fields => fields is [_, _, { Length: > 10 }] ? fields[0] : throw new InvalidDataException($"No reason given: {fields[0]}"), fields => fields[1], StringComparer.Ordinal);

    private static void Save(JsonElement report, string table)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts"));
        File.WriteAllText(Path.Combine(folder.FullName, "conformance.json"), report.GetRawText());
        File.WriteAllText(Path.Combine(folder.FullName, "conformance.txt"), table);
    }

    private static async Task<string> RunAsync(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("python3", [script, .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Start(start);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var missing = (await errors).Contains("ModuleNotFoundError", StringComparison.Ordinal);
        if (missing && !SharedData.IsStrict)
        {
            Assert.Skip("The conformance runner needs Python with boto3.");
        }

        return process.ExitCode is 0 ? await output : throw new InvalidOperationException("The runner failed: " + await errors);
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception) when (!SharedData.IsStrict)
        {
            Assert.Skip("The conformance runner needs python3.");
            throw;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
