using StepFlow.Benchmarks.Jsonata;
using Xunit;

namespace StepFlow.Tests.Language.Jsonata;

/// <summary>A bounded part of what <c>StepFlow.Benchmarks fuzz-jsonata</c> does by the million.</summary>
public sealed class JsonataFuzzTests
{
    [Fact]
    public void Expressions_nobody_would_write_crash_nothing_and_come_to_an_end()
    {
        var file = Path.Combine(SharedData.Folder, "corpora", "jsonata");
        List<string> corpus = Directory.Exists(file) ? [.. JsonataCorpus.Read(file).Select(c => c.Expression).Where(e => e.Length is > 0 and < 300)] : [];
        var seed = JsonataFuzz.AnySeed();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");

        var report = new JsonataFuzz(seed, corpus).Run(100_000, TimeSpan.FromSeconds(8));

        TestContext.Current.TestOutputHelper!.WriteLine(report.ToString());
        Assert.True(report.Problems.Count is 0, $"seed {seed}\n{string.Join('\n', report.Problems)}");
        Assert.True(report.Parsed * 2 >= report.Count, report.ToString());
    }
}
