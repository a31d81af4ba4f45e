using System.Globalization;
using StepFlow.Language.Json;

namespace StepFlow.Benchmarks.Jsonata;

/// <summary>
/// <c>fuzz-jsonata --count N --seed S</c>, and <c>jsonata --module PATH</c> with the path of npm's jsonata 2.0.6.
/// </summary>
public static class JsonataCommands
{
    public static int Fuzz(string[] args)
    {
        var count = long.Parse(Option(args, "--count") ?? "1000000", CultureInfo.InvariantCulture);
        var seed = Option(args, "--seed") ?? JsonataFuzz.AnySeed();
        var corpus = Corpus(Option(args, "--corpus"));
        Console.WriteLine($"fuzz-jsonata --count {count} --seed {seed} ({corpus.Count} texts to mutate)");
        var report = new JsonataFuzz(seed, corpus).Run(count, progress: n =>
        {
            if (n % 1_000_000 is 0)
            {
                Console.WriteLine($"{n}");
            }
        });
        Console.WriteLine($"{report.Count} expressions: {report.Parsed} parse, {report.Valued} have a value; slowest {report.Slowest.TotalMilliseconds:0} ms: {report.SlowestExpression}");
        foreach (var problem in report.Problems)
        {
            Console.WriteLine(problem);
        }

        return report.Problems.Count is 0 && report.Parsed * 2 >= report.Count ? 0 : 1;
    }

    public static int Compare(string[] args)
    {
        if (Option(args, "--module") is not { } module)
        {
            Console.WriteLine("jsonata --module PATH: the folder of the npm package jsonata 2.0.6 (npm install jsonata@2.0.6)");
            return 2;
        }

        return JsonataComparison.Run(module);
    }

    /// <summary>The expressions of the corpus beside the repository, where there is one.</summary>
    private static List<string> Corpus(string? file)
    {
        file ??= Path.Combine("..", "shared", "corpora", "jsonata", "cases.jsonl");
        return !File.Exists(file)
            ? []
            : [.. File.ReadLines(file).Select(l => ((JsonString)((JsonObject)JsonValue.Parse(l))["expr"]!).Value).Where(e => e.Length is > 0 and < 300)];
    }

    private static string? Option(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
}
