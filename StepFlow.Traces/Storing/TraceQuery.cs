namespace StepFlow.Traces.Storing;

/// <summary>Which traces are wanted.</summary>
/// <param name="Text">Is in the name or begins the id; null for all.</param>
/// <param name="Service">Took part; null for any.</param>
/// <param name="OnlyErrors">Only traces with a span that failed.</param>
public sealed record TraceQuery(string? Text = null, string? Service = null, bool OnlyErrors = false, int Limit = 200)
{
    internal bool Wants(TraceSummary trace) =>
        (!OnlyErrors || trace.Errors > 0)
        && (string.IsNullOrEmpty(Service) || trace.Services.Any(service => service.Key == Service))
        && (string.IsNullOrWhiteSpace(Text)
            || trace.Name.Contains(Text.Trim(), StringComparison.OrdinalIgnoreCase)
            || trace.Id.ToString().StartsWith(Text.Trim(), StringComparison.OrdinalIgnoreCase));
}
