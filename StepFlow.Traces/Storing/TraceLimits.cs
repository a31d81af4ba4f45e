namespace StepFlow.Traces.Storing;

/// <summary>How much is kept in memory.</summary>
/// <param name="Traces">Traces; the one that has been quiet for longest goes first.</param>
/// <param name="SpansPerTrace">Spans of one trace; later ones are counted, not kept.</param>
/// <param name="Bytes">What all spans may hold together, about; those of one trace half of it.</param>
/// <param name="Logs">Log entries that belong to a trace; the oldest go first.</param>
/// <param name="LogBytes">What these may hold together, about.</param>
public sealed record TraceLimits(int Traces = 1_000, int SpansPerTrace = 20_000, long Bytes = 64 << 20, int Logs = 20_000, long LogBytes = 16 << 20);
