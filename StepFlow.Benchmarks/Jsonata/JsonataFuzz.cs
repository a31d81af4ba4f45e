using System.Diagnostics;
using CsCheck;
using StepFlow.Language.Jsonata;

namespace StepFlow.Benchmarks.Jsonata;

/// <summary>How a run of the fuzzer went.</summary>
public sealed record JsonataFuzzReport(long Count, long Parsed, long Valued, TimeSpan Slowest, string SlowestExpression, IReadOnlyList<string> Problems);

/// <summary>
/// Evaluates expressions nobody would write: out of the grammar, and the texts of a corpus with pieces torn out, doubled and swapped.
/// An expression may have a value, none, or an error; anything else, and taking much longer than the time limit, is a problem.
/// </summary>
public sealed class JsonataFuzz(string seed, IReadOnlyList<string> corpus)
{
    private const int Longest = 600;
    private const int MostProblems = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly PCG _random = PCG.Parse(seed);

    private readonly JsonataEnvironment _environment = new()
    {
        Now = DateTimeOffset.UnixEpoch,
        Random = new Random(17),
        Limits = JsonataLimits.StepFunctions with { MaxTime = TimeSpan.FromMilliseconds(250) },
    };

    /// <summary>A seed nobody has chosen, to be printed.</summary>
    public static string AnySeed() => new PCG(101).ToString();

    public JsonataFuzzReport Run(long count, TimeSpan? atMost = null, Action<long>? progress = null)
    {
        var clock = Stopwatch.StartNew();
        var (done, parsed, valued) = (0L, 0L, 0L);
        var slowest = TimeSpan.Zero;
        var slowestExpression = "";
        List<string> problems = [];
        for (; done < count && problems.Count < MostProblems && (atMost is null || clock.Elapsed < atMost); done++)
        {
            var text = Next();
            var began = clock.Elapsed;
            try
            {
                var expression = JsonataExpression.Parse(text);
                parsed++;
                var input = JsonataGrammar.Inputs[_random.Next((uint)JsonataGrammar.Inputs.Length)];
                valued += expression.EvaluateRaw(input, _environment).Kind is JsonataResultKind.Value ? 1 : 0;
            }
            catch (JsonataException e)
            {
                if (string.IsNullOrEmpty(e.Message))
                {
                    problems.Add($"No message: {e.Code} for {text}");
                }
            }
            catch (Exception e)
            {
                problems.Add($"{e.GetType().Name}: {e.Message} for {text}\n{e.StackTrace}");
            }

            var took = clock.Elapsed - began;
            if (took > slowest)
            {
                (slowest, slowestExpression) = (took, text);
                if (took > Patience)
                {
                    problems.Add($"{took.TotalSeconds:0.0} s for {text}");
                }
            }

            progress?.Invoke(done + 1);
        }

        return new(done, parsed, valued, slowest, slowestExpression, problems);
    }

    private string Next()
    {
        var text = _random.Next(3) is 0 && corpus.Count > 0 ? Mutated() : JsonataGrammar.Expression.Generate(_random, null, out _);
        return text.Length <= Longest ? text : text[..Longest];
    }

    private string Mutated()
    {
        var text = Any();
        for (var changes = _random.Next(3) + 1; changes > 0; changes--)
        {
            var at = (int)_random.Next((uint)text.Length + 1);
            var length = (int)_random.Next((uint)Math.Min(12, text.Length - at) + 1);
            text = _random.Next(5) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, text.Substring(at, length)),
                2 => text.Insert(at, Piece()),
                3 => $"({text}).({Any()})",
                _ => $"[{text}, {Any()}]",
            };
            text = text.Length is 0 ? "1" : text;
        }

        return text;
    }

    private string Any() => corpus[(int)_random.Next((uint)corpus.Count)];

    private string Piece()
    {
        var other = Any();
        var at = (int)_random.Next((uint)other.Length);
        return other.Substring(at, (int)_random.Next((uint)Math.Min(12, other.Length - at) + 1));
    }
}
