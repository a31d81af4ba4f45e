using StepFlow.Language.Json;
using StepFlow.Language.Validation;
using Xunit;

namespace StepFlow.Tests.Language.Validation;

/// <summary>Definitions and whether they are valid, by AWS's own answers, by its documentation and by other tools.</summary>
public sealed class AslValidityCorpusTests
{
    private static readonly string[] Folder = ["Language", "Validation"];

    [Fact]
    public void Verdicts_are_those_of_the_uncontested_rows()
    {
        var (failures, passed) = Compare(row => !row.IsContested && row.Valid is not null);

        TestContext.Current.TestOutputHelper!.WriteLine($"{passed.Count} of {passed.Count + failures.Count}");
        KnownFailures.Read([.. Folder, "known-verdicts.txt"]).Check(failures, passed);
        Assert.True(passed.Count >= (passed.Count + failures.Count) * 0.98);
    }

    [Fact]
    public void Contested_rows_are_decided_as_listed()
    {
        var (failures, passed) = Compare(row => row.IsContested && row.Valid is not null && !row.Binds);

        TestContext.Current.TestOutputHelper!.WriteLine($"{passed.Count} of {passed.Count + failures.Count}");
        KnownFailures.Read([.. Folder, "known-contested.txt"]).Check(failures, passed);
    }

    [Fact]
    public void Rows_that_AWS_recorded_or_documents_bind()
    {
        List<string> wrong = [];
        var seen = 0;
        foreach (var row in Rows().Where(r => r.Binds))
        {
            seen++;
            var found = row.Validate();
            if (found.Any(d => d.IsError) == row.Valid)
            {
                wrong.Add($"{row.Id}: verdict; {string.Join("; ", found)}");
            }

            foreach (var reason in row.Recorded ? row.Reasons : [])
            {
                if (!found.Any(d => $"{d.Code}: {d.Message.TrimEnd()}" == reason && d.Location == row.Location))
                {
                    wrong.Add($"{row.Id}: {reason} at {row.Location}; {string.Join("; ", found)}");
                }
            }

            if (!row.Recorded && row.Location is not null && !found.Any(d => d.Location == row.Location))
            {
                wrong.Add($"{row.Id}: {row.Location}; {string.Join("; ", found)}");
            }
        }

        Assert.True(seen > 50);
        Assert.Empty(wrong);
    }

    private static (Dictionary<string, string> Failures, List<string> Passed) Compare(Func<Row, bool> filter)
    {
        Dictionary<string, string> failures = [];
        List<string> passed = [];
        foreach (var row in Rows().Where(filter))
        {
            var errors = row.Validate().Where(d => d.IsError).ToList();
            if (errors.Count is 0 == row.Valid)
            {
                passed.Add(row.Id);
            }
            else
            {
                failures[row.Id] = row.Valid!.Value
                    ? string.Join("; ", errors.Select(e => $"{e.Code} {e.Message} {e.Location}"))
                    : $"accepted, but {string.Join("; ", row.Reasons)}";
            }
        }

        return (failures, passed);
    }

    private static IEnumerable<Row> Rows() =>
        File.ReadLines(SharedData.Require("corpora", "asl-validity", "definitions.jsonl")).Select(l => new Row((JsonObject)JsonValue.Parse(l)));

    private sealed class Row(JsonObject json)
    {
        public string Id => Text("id")!;

        public bool? Valid => (json["valid"] as JsonBoolean)?.Value;

        public bool IsContested => json["contested"] is JsonBoolean { Value: true };

        public bool Recorded => Text("authority") is "aws-recorded";

        public bool Binds => Text("authority") is "aws-recorded" or "aws-documented";

        public string? Location => Text("location");

        public string[] Reasons => [.. ((JsonArray)json["reasons"]!).Select(r => ((JsonString)r).Value)];

        // The resource of one recorded activity was left out by the source.
        private string Definition => (json["definition"] as JsonObject)?.ToString().Replace(
            "\"__tbd__\"",
            Recorded ? "\"arn:aws:states:us-east-1:111111111111:activity:a\"" : "\"__tbd__\"",
            StringComparison.Ordinal)
            ?? Text("definitionText") ?? YamlJson.Convert(Text("definitionYaml")!);

        public IReadOnlyList<Diagnostic> Validate() => DefinitionValidator.Validate(
            Definition,
            new ValidationOptions(Text("machineType") is "EXPRESS" ? MachineType.Express : MachineType.Standard, AllowSubstitutions: !Binds));

        private string? Text(string name) => (json[name] as JsonString)?.Value;
    }
}
