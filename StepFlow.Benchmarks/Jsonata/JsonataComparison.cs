using System.Diagnostics;
using StepFlow.Language.Json;
using StepFlow.Language.Jsonata;

namespace StepFlow.Benchmarks.Jsonata;

/// <summary>
/// The expressions most used in published definitions, here and in the JavaScript implementation: same inputs, both warmed up, equal results,
/// the best of a few rounds each, so that a busy machine disturbs neither.
/// </summary>
public static class JsonataComparison
{
    private const double Seconds = 0.1;
    private const int Rounds = 5;

    public static int Run(string module)
    {
        var file = (JsonObject)JsonValue.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Jsonata", "real-world.json")));
        var bindings = (JsonObject)file["bindings"]!;
        string[] expressions = [.. ((JsonArray)file["expressions"]!).Select(e => ((JsonString)((JsonObject)e)["expression"]!).Value)];
        var reference = RunReference(Path.GetFullPath(module), bindings, expressions);
        var environment = JsonataEnvironment.With(bindings) with { Limits = JsonataLimits.StepFunctions };
        var (ours, theirs, failures) = (0.0, 0.0, 0);
        Console.WriteLine("    ours ns   node ns   ratio   bytes  expression");
        foreach (var (text, expected) in expressions.Zip(reference))
        {
            var expression = JsonataExpression.Parse(text);
            var isEqual = expression.Evaluate(null, environment) == expected["value"];
            Measure(expression, environment);
            var (nanoseconds, bytes) = Enumerable.Range(0, Rounds).Select(_ => Measure(expression, environment)).MinBy(m => m.Nanoseconds);
            var nodeNanoseconds = ((JsonNumber)expected["nanoseconds"]!).Value;
            (ours, theirs) = (ours + nanoseconds, theirs + nodeNanoseconds);
            failures += isEqual && nanoseconds <= nodeNanoseconds ? 0 : 1;
            Console.WriteLine($"{nanoseconds,11:0} {nodeNanoseconds,9:0} {nodeNanoseconds / nanoseconds,7:0.0} {bytes,7}  {text}{(isEqual ? "" : "   NOT EQUAL")}");
        }

        Console.WriteLine($"together: {ours:0} ns and {theirs:0} ns, {theirs / ours:0.0} times the throughput");
        return failures is 0 && theirs >= ours * 10 ? 0 : 1;
    }

    private static (double Nanoseconds, long Bytes) Measure(JsonataExpression expression, JsonataEnvironment environment)
    {
        var count = 0L;
        var batch = 16;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed.TotalSeconds < Seconds)
        {
            for (var i = 0; i < batch; i++)
            {
                expression.Evaluate(null, environment);
            }

            count += batch;
            batch = Math.Min(batch * 2, 4096);
        }

        return (clock.Elapsed.TotalNanoseconds / count, (GC.GetAllocatedBytesForCurrentThread() - allocated) / count);
    }

    private static List<JsonObject> RunReference(string module, JsonObject bindings, string[] expressions)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Jsonata", "reference.mjs");
        using var node = Process.Start(new ProcessStartInfo("node", [script]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        node.StandardInput.Write(JsonObject.Of(
            ("module", module), ("bindings", bindings), ("expressions", JsonArray.Of(expressions.Select(e => (JsonValue)e))), ("seconds", Seconds), ("rounds", Rounds)).ToString());
        node.StandardInput.Close();
        List<JsonObject> results = [];
        while (node.StandardOutput.ReadLine() is { } line)
        {
            results.Add((JsonObject)JsonValue.Parse(line));
        }

        node.WaitForExit();
        return results.Count == expressions.Length ? results : throw new InvalidOperationException("node did not evaluate all expressions.");
    }
}
