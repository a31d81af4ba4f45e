using System.Globalization;

namespace StepFlow.Benchmarks.Throughput;

/// <summary>Two ways to do the same, measured in turns so that what the machine does besides falls on both alike.</summary>
internal sealed class Rounds(string first, string second)
{
    private readonly List<double> _first = [];
    private readonly List<double> _second = [];

    /// <summary>How much slower the second is by the medians: 0.05 is five percent; below zero it is faster.</summary>
    public double Loss => 1 - (Median(_second) / Median(_first));

    /// <param name="count">Rounds of each; one more goes before and does not count.</param>
    /// <param name="measure">Executions per second: false for the first way, true for the second.</param>
    public async Task RunAsync(int count, Func<bool, Task<double>> measure)
    {
        await measure(false);
        await measure(true);
        for (var round = 0; round < count; round++)
        {
            // The order changes, so that neither always follows the other.
            foreach (var isSecond in round % 2 is 0 ? [false, true] : (bool[])[true, false])
            {
                (isSecond ? _second : _first).Add(await measure(isSecond));
            }

            Console.WriteLine($"round {round + 1}: {first} {_first[^1]:N0}/s, {second} {_second[^1]:N0}/s");
        }
    }

    public void Report()
    {
        Console.WriteLine(Line(first, _first));
        Console.WriteLine(Line(second, _second));
        var pairs = _first.Zip(_second, (one, other) => 1 - (other / one)).Order().ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"difference of the medians: {Loss * 100:0.0} %; within the rounds: median {Median(pairs) * 100:0.0} %, from {pairs[0] * 100:0.0} to {pairs[^1] * 100:0.0} %"));
    }

    private static string Line(string name, List<double> values) => string.Create(
        CultureInfo.InvariantCulture,
        $"{name}: median {Median(values):N0}/s of {values.Count} rounds, from {values.Min():N0} to {values.Max():N0} (spread {(values.Max() - values.Min()) / Median(values) * 100:0.0} %)");

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
