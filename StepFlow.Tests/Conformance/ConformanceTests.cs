using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace StepFlow.Tests.Conformance;

/// <summary>
/// Replays the answers recorded from AWS against the service over the wire. Cases that differ stand in known-differences.txt with
/// the level they fail at and the reason; the list may only shrink.
/// </summary>
public sealed partial class ConformanceTests
{
    // The services whose recorded answers the runner's fakes can play, beyond those that it plays unasked.
    private const string Needs = "activity,apigateway,callback,dynamodb,events,lambda,map-distributed,s3,secretsmanager,sns,sqs,states";

    // The account of the recordings: the runner rewrites any other one, also where it is text and no account.
    private const string Account = "111111111111";

    [Fact]
    public async Task Every_recorded_case_is_answered_as_aws_answered_it()
    {
        var runner = SharedData.Require("conformance", "run_conformance.py");
        var cases = SharedData.Require("conformance", "cases");
        var port = FreePort();
        var services = $"http://127.0.0.1:{port}";
        await using var service = await StandaloneService.StartAsync(
            "--ephemeral", "--aws-account", Account, "--lambda-endpoint", services, "--s3-endpoint", services, "--sqs-endpoint", services,
            "--sns-endpoint", services, "--dynamodb-endpoint", services, "--events-endpoint", services, "--secretsmanager-endpoint", services);
        var report = Path.Combine(Path.GetTempPath(), $"conformance-{port}.json");

        var text = await RunAsync(runner, "--endpoint", service.Endpoint, "--cases", cases, "--jobs", "12", "--lambda-port", $"{port}", "--json", report, "--allow-needs", Needs);
        using var results = JsonDocument.Parse(await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken));
        TestContext.Current.TestOutputHelper?.WriteLine(text);
        var known = KnownDifferences.Read();
        Save(results.RootElement, text + '\n' + ConformanceScore.Table(results.RootElement.GetProperty("results"), RecordedCase.ReadAll(cases), known));

        var problems = string.Join('\n', known.Contradictions(Failing(results.RootElement)));
        Assert.True(problems.Length is 0, problems);
        Assert.True(results.RootElement.GetProperty("totals")[2].GetInt32() >= 600, "Too few cases were run: " + text);
    }

    [Fact]
    public void Every_known_difference_is_proven_in_the_docs_and_nothing_else_is()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "conformance.md"));
        var proven = CaseInTable().Matches(page).Select(m => m.Groups["id"].Value).Order(StringComparer.Ordinal);

        Assert.Equal(KnownDifferences.Read().Ids.Order(StringComparer.Ordinal), proven);
    }

    internal static bool WasRun(JsonElement result) => result.GetProperty("skipped") is { ValueKind: JsonValueKind.Null };

    [GeneratedRegex(@"^\| `(?<id>[^`]+/[^`]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex CaseInTable();

    private static Dictionary<string, (string Level, string Difference)> Failing(JsonElement report) => report.GetProperty("results").EnumerateArray()
        .Where(WasRun)
        .Select(r => (Id: r.GetProperty("id").GetString()!, Level: FirstMissed(r.GetProperty("levels")), Difference: Difference(r)))
        .Where(r => r.Level is not null)
        .ToDictionary(r => r.Id, r => (r.Level!, r.Difference), StringComparer.Ordinal);

    private static string? FirstMissed(JsonElement levels)
    {
        for (var i = 0; i < KnownDifferences.Levels.Length; i++)
        {
            if (levels[i].ValueKind is JsonValueKind.False)
            {
                return KnownDifferences.Levels[i];
            }
        }

        return null;
    }

    private static string Difference(JsonElement result) =>
        result.GetProperty("diffs").GetArrayLength() > 0 ? result.GetProperty("diffs")[0].ToString() : "";

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
