namespace StepFlow.StepFunctions.Tracing;

/// <summary>How much is traced.</summary>
/// <param name="Iterations">Iterations of one Map that are all traced; of those beyond, one in <paramref name="Sampling"/> is.</param>
/// <param name="Sampling">See <paramref name="Iterations"/>.</param>
/// <param name="Spans">Spans of one execution; later ones are counted on the execution's own span instead.</param>
/// <param name="ExecutionsPerSecond">Executions that are traced when very many are started; null traces all.</param>
internal sealed record TracingLimits(int Iterations = 100, int Sampling = 100, int Spans = 20_000, int? ExecutionsPerSecond = null)
{
    /// <summary>Seconds of that rate that may come at once: people and tests start in bursts.</summary>
    public const int Burst = 10;

    public bool Traces(int index) => index < Iterations || index % Sampling is 0;

    public string Describe() => $"all of the first {Iterations}, then one in {Sampling}";
}
