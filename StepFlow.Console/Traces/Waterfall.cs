using StepFlow.Traces.Spans;
using StepFlow.Traces.Storing;

namespace StepFlow.ConsoleUI.Traces;

/// <summary>A trace laid out in rows: which are seen, and where their bars are. Pure: the same trace and the same folded spans give the same rows.</summary>
internal sealed class Waterfall
{
    private readonly TraceTree _tree;
    private readonly Dictionary<string, int> _services;

    public Waterfall(TraceTree tree, IReadOnlyCollection<LogEntry> logs)
    {
        _tree = tree;
        var ticks = Length.Ticks;
        _services = tree.Nodes.Select(node => node.Span?.Service).OfType<string>().Distinct(StringComparer.Ordinal).Select((name, index) => (name, index))
            .ToDictionary(s => s.name, s => s.index, StringComparer.Ordinal);
        var lines = logs.CountBy(log => log.SpanId).ToDictionary();
        All =
        [
            .. tree.Nodes.Select((node, index) => new WaterfallRow(
                index, node, node.Span is { } span ? _services[span.Service] : -1,
                Percent(node.Start), Math.Max(0.15, 100d * node.Duration.Ticks / ticks),
                [.. (node.Span?.Events ?? []).Where(e => WaterfallMark.KindOf(e) is not null).Select(e => new WaterfallMark(Percent(e.At), WaterfallMark.KindOf(e)!))],
                lines.GetValueOrDefault(node.SpanId))),
        ];

        double Percent(DateTimeOffset at) => Math.Clamp(100d * (at - tree.Summary.Start).Ticks / ticks, 0, 100);
    }

    public TraceSummary Summary => _tree.Summary;

    /// <summary>
    /// What the whole width stands for; a trace that took no time at all has an axis of a millisecond. The clock of executions has milliseconds,
    /// and a span is ended a tick after its start at the least: a few ticks are no time.
    /// </summary>
    public TimeSpan Length => Summary.Duration >= TimeSpan.FromMicroseconds(10) ? Summary.Duration : TimeSpan.FromMilliseconds(1);

    /// <summary>One row for each node of the tree.</summary>
    public IReadOnlyList<WaterfallRow> All { get; }

    /// <summary>Services in the order they appear; the place is the number of their colour.</summary>
    public IEnumerable<string> Services => _services.Keys;

    /// <summary>The rows that are seen while what is below some spans is folded away.</summary>
    public IReadOnlyList<WaterfallRow> Seen(IReadOnlySet<SpanId> folded)
    {
        List<WaterfallRow> seen = new(All.Count);
        var hidden = int.MaxValue;
        foreach (var row in All)
        {
            if (row.Node.Depth > hidden)
            {
                continue;
            }

            hidden = folded.Contains(row.Node.SpanId) ? row.Node.Depth : int.MaxValue;
            seen.Add(row);
        }

        return seen;
    }

    /// <summary>Spans that have something below them.</summary>
    public IEnumerable<SpanId> Parents => _tree.Nodes.Where(node => node.Children > 0).Select(node => node.SpanId);

    /// <summary>Times at which the axis has a line, with where it is.</summary>
    public IEnumerable<(double Percent, TimeSpan At)> Axis => Enumerable.Range(0, 5).Select(i => (25d * i, Length * (i / 4d)));
}

/// <summary>One span in its place.</summary>
/// <param name="Index">Its place among all rows.</param>
/// <param name="Service">The number of its service's colour; -1 where the span is not here.</param>
/// <param name="Left">Where its bar begins, in percent of the whole trace.</param>
/// <param name="Width">How long its bar is, in percent.</param>
/// <param name="Lines">Log entries written in it.</param>
internal sealed record WaterfallRow(
    int Index, TraceNode Node, int Service, double Left, double Width, IReadOnlyList<WaterfallMark> Marks, int Lines)
{
    /// <summary>Children of a Map Run all execute the same: they are told apart by the names of their executions.</summary>
    public string Name => Node.Span switch
    {
        null => "not ended yet, or never sent",
        { Attributes: var all } when all["stepflow.map_run.arn"] is not null && all["stepflow.execution.name"] is string child => $"child {child}",
        { Name: var name } => name,
    };

    /// <summary>How many iterations of a Map have spans, where not all have: <c>100 of 400 traced</c>.</summary>
    public string? Sampled => Node.Span?.Attributes is { } all && all["stepflow.map.iterations"] is long iterations
        && all["stepflow.map.iterations_traced"] is long traced && traced < iterations ? $"{traced:N0} of {iterations:N0} traced" : null;

    public bool IsUnderWay => Node.Span?.IsUnderWay is true;

    public bool IsError => Node.Span?.IsError is true;

    /// <summary>What went wrong, in a word.</summary>
    public string? Error => !IsError ? null : Node.Span!.Attributes["error.type"] as string ?? Node.Span.StatusMessage ?? "error";
}

/// <summary>A moment worth a mark on a bar.</summary>
/// <param name="At">In percent of the whole trace.</param>
/// <param name="Kind">retry, catch or error.</param>
internal sealed record WaterfallMark(double At, string Kind)
{
    public static string? KindOf(SpanEvent @event) => @event.Name switch
    {
        "stepflow.retry" => "retry",
        "stepflow.catch" => "catch",
        "exception" or "stepflow.evaluation_failed" => "error",
        _ => null,
    };
}
