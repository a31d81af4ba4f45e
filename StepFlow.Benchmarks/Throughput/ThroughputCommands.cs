using System.Globalization;

namespace StepFlow.Benchmarks.Throughput;

/// <summary><c>throughput express|page [--rounds N] [--seconds S]</c>; exit code 1 where more than five percent are lost.</summary>
public static class ThroughputCommands
{
    public static async Task<int> RunAsync(string[] args)
    {
        var rounds = int.Parse(Option(args, "--rounds") ?? "7", CultureInfo.InvariantCulture);
        var each = TimeSpan.FromSeconds(double.Parse(Option(args, "--seconds") ?? "10", CultureInfo.InvariantCulture));
        return args.ElementAtOrDefault(1) switch
        {
            "express" => await ExpressThroughput.RunAsync(rounds, each),
            "page" => await PageThroughput.RunAsync(rounds, each, Option(args, "--browser"), Option(args, "--page") ?? "/executions/{busy}"),
            _ => throw new ArgumentException("throughput express, or throughput page"),
        };
    }

    private static string? Option(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
}
