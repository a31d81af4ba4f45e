using StepFlow.Language.Json;
using StepFlow.Language.Jsonata;
using Xunit;

namespace StepFlow.Tests.Language.Jsonata;

public sealed class JsonataCorpusTests
{
    [Fact]
    public void Every_case_of_the_corpus_has_an_accepted_outcome()
    {
        var folder = SharedData.Require("corpora", "jsonata");
        Dictionary<string, string> failures = [];
        List<string> passed = [];
        foreach (var test in JsonataCorpus.Read(folder))
        {
            if (JsonataCorpus.Check(test) is { } problem)
            {
                failures[test.Id] = problem;
            }
            else
            {
                passed.Add(test.Id);
            }
        }

        KnownFailures.Read("Language", "Jsonata", "known-failures.txt").Check(failures, passed);
        Assert.NotEmpty(passed);
    }

    [Fact]
    public void Every_expression_found_in_the_wild_parses()
    {
        var file = SharedData.Require("corpora", "real-world", "jsonata-expressions.jsonl");
        List<string> problems = [];
        foreach (var line in File.ReadLines(file))
        {
            var expression = ((JsonString)((JsonObject)JsonValue.Parse(line))["expression"]!).Value;
            try
            {
                Assert.Empty(JsonataExpression.Parse(expression).References.Input);
            }
            catch (JsonataException e)
            {
                problems.Add($"{expression}: {e.Message}");
            }
        }

        Assert.Empty(problems);
    }
}
