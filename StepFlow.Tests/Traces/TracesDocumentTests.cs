using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using StepFlow.Hosting;
using StepFlow.Lambda;
using StepFlow.StepFunctions.Tracing;
using StepFlow.Tests.EndToEnd;
using StepFlow.Traces.Spans;
using StepFlow.Traces.Storing;
using Xunit;

namespace StepFlow.Tests.Traces;

/// <summary>The tables of docs/traces.md, compared with what the code emits.</summary>
public sealed class TracesDocumentTests
{
    // What the runs below do not lead to: activities, Map Runs, redrives, floods, skipped time.
    private static readonly string[] Rare = ["exception", "stepflow.evaluation_failed", "stepflow.heartbeat", "stepflow.taken", "stepflow.time_skipped"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_attribute_and_event_is_in_the_document_and_the_document_invents_none()
    {
        await using var app = await StepFlowHost.StartAsync<Projects.StepFlow_AppHost>(cancellation: Cancellation);
        foreach (var run in (string[])["trigger/sync", "states/retry-catch", "states/parallel", "states/map", "states/wait", "states/fail", "states/callback"])
        {
            await app.Http.PostJsonAsync(run, """{"input_value": 10, "seconds": 1, "fail_times": 1}""", Cancellation);
        }

        await app.Http.PostJsonAsync("states/retry-catch", """{"fail": "PermanentError"}""", Cancellation);

        // Spans come when they end, those of other processes a little later.
        var spans = await Eventually.GetAsync(() => Task.FromResult(SpansOf(app.Traces!)), HasAll, Cancellation);

        Assert.Empty(AttributesOf(spans).Except(Table("Attributes")));
        Assert.Empty(EventsOf(spans).Except(Table("Events")));
    }

    [Fact]
    public async Task Every_metric_is_in_the_document()
    {
        var metrics = new Dictionary<string, string?>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name.StartsWith("StepFlow.", StringComparison.Ordinal))
                {
                    metrics[instrument.Name] = instrument.Unit;
                }
            },
        };
        RuntimeHelpers.RunClassConstructor(typeof(ExecutionMetrics).TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(LambdaTelemetry).TypeHandle);
        await using var app = await StepFlowHost.StartAsync(_ => { }, cancellation: Cancellation);
        listener.Start();

        Assert.Equal(
            metrics.Select(m => $"`{m.Key}` | {m.Value}").Order(StringComparer.Ordinal),
            Rows("Metrics").Select(row => string.Join(" | ", row.Take(2))).Order(StringComparer.Ordinal));
    }

    private static bool HasAll(List<TraceSpan> spans) =>
        !Table("Attributes").Except(AttributesOf(spans)).Except(Constants()).Any() && !Table("Events").Except(EventsOf(spans)).Except(Rare).Any();

    private static IEnumerable<string> AttributesOf(List<TraceSpan> spans) => spans.SelectMany(span => span.Attributes).Select(a => a.Key).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> EventsOf(List<TraceSpan> spans) => spans.SelectMany(span => span.Events).Select(e => e.Name).Distinct(StringComparer.Ordinal);

    private static List<TraceSpan> SpansOf(TraceStore store) =>
    [
        .. store.Recent(new(Limit: 1_000)).SelectMany(trace => store.Find(trace.Id)?.Nodes ?? []).Select(node => node.Span).OfType<TraceSpan>()
            .Where(span => span.Scope.StartsWith("StepFlow.", StringComparison.Ordinal)),
    ];

    private static IEnumerable<string> Constants() => typeof(StepFunctionsTelemetry.Tags)
        .GetFields(BindingFlags.Public | BindingFlags.Static | BindingFlags.NonPublic).Select(field => (string)field.GetRawConstantValue()!);

    private static HashSet<string> Table(string title) => [.. Rows(title).Select(row => row[0].Trim('`'))];

    private static List<string[]> Rows(string title)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "traces.md"));
        var section = Section(title).Match(text);
        Assert.True(section.Success, $"docs/traces.md has no section '{title}'.");
        return
        [
            .. section.Value.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
                .Select(line => line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries)),
        ];
    }

    private static Regex Section(string title) => new($@"^## {title}$.*?(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline, TimeSpan.FromSeconds(1));
}
