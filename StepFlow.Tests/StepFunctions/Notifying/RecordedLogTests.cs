using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Tasks;
using StepFlow.Tests.StepFunctions.Running;
using Xunit;

namespace StepFlow.Tests.StepFunctions.Notifying;

/// <summary>What AWS logged, level by level, with execution data and without.</summary>
public sealed class RecordedLogTests
{
    public static TheoryData<string> StandardCases => Cases("logs", "*_*_*.json");

    public static TheoryData<string> ExpressCases => Cases("express", "express_async.*.json");

    [Theory]
    [MemberData(nameof(StandardCases))]
    public async Task Standard_executions_log_as_recorded(string name)
    {
        var recorded = Read("logs", name);
        var setting = name.Split('_')[^2..];
        var logging = new LoggingConfiguration(
            Enum.Parse<StepFlow.StepFunctions.Catalog.LogLevel>(setting[0], ignoreCase: true), setting[1].StartsWith("True", StringComparison.Ordinal), []);

        var logs = await RunAsync(recorded, StateMachineType.Standard, logging);

        var expected = (recorded["expected_side_effects"] as JsonObject)?["logged_execution_events"] as JsonArray ?? JsonArray.Empty;
        Assert.Equal(expected.Select(e => Comparable((JsonObject)e)), logs.Records.Select(Comparable));
    }

    [Theory]
    [MemberData(nameof(ExpressCases))]
    public async Task Express_executions_log_their_end_as_recorded(string name)
    {
        var recorded = Read("express", name);

        var logs = await RunAsync(recorded, StateMachineType.Express, new(StepFlow.StepFunctions.Catalog.LogLevel.All, IncludeExecutionData: true, []));

        var expected = (JsonObject)((JsonObject)recorded["expected"]!)["end_event"]!;
        Assert.Equal(Shape(expected), Shape(logs.Records[^1]));
    }

    private static async Task<LogCollector> RunAsync(JsonObject recorded, StateMachineType type, LoggingConfiguration logging)
    {
        var logs = new LogCollector();
        await using var service = await LocalService.StartAsync(
            configure: services => services.AddLogging(builder => builder.AddProvider(logs)));
        if ((recorded["functions"] as JsonObject)?.First().Value is JsonObject function)
        {
            service.Tasks.Answer = _ => TaskOutcome.Fail(((JsonString)function["error"]!).Value, function["cause"]!.ToString());
        }

        var machine = service.Create("m", recorded["definition"]!.ToString(), type, logging);
        var end = service.EndOfAsync(await service.StartAsync(machine, recorded["input"]!.ToString()));
        await TestWait.UntilAsync(() =>
        {
            service.Time.Advance(TimeSpan.FromSeconds(1));
            return end.IsCompleted;
        });
        return logs;
    }

    private static TheoryData<string> Cases(string area, string pattern) => Directory.Exists(Folder(area))
        ? [.. Directory.EnumerateFiles(Folder(area), pattern).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)]
        : ["(absent)"];

    private static string Folder(string area) => Path.Combine(SharedData.Folder, "conformance", "cases", area);

    private static JsonObject Read(string area, string name) =>
        (JsonObject)JsonValue.Parse(File.ReadAllText(SharedData.Require("conformance", "cases", area, name))
            .Replace("arn:aws:iam::111111111111:role/sfn-role", LocalService.Role, StringComparison.Ordinal));

    // Names of this run, and the forms in which recordings keep JSON texts, are not the point.
    private static string Comparable(JsonObject record) => Sorted(record.Without("event_timestamp").Without("execution_arn"), m =>
        m.Value is JsonObject details ? Sorted(details, d => $"{(d.Key is "input" or "output" && d.Value is JsonString text ? JsonValue.Parse(text.Value) : d.Value)}") : $"{m.Value}");

    private static string Sorted(JsonObject members, Func<KeyValuePair<string, JsonValue>, string> value) =>
        string.Join(' ', members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{m.Key}={value(m)}"));

    private static string Shape(JsonObject record) => string.Join(
        ' ',
        record["type"], record["id"], record["previous_event_id"], record["redrive_count"],
        string.Join(',', record.Names.Order(StringComparer.Ordinal)),
        string.Join(',', ((JsonObject)record["details"]!).Names.Order(StringComparer.Ordinal)));
}
