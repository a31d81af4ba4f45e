using StepFlow.Language.Json;
using StepFlow.Language.Validation;
using Xunit;

namespace StepFlow.Tests.Language.Validation;

/// <summary>Definitions that AWS was given, and what it said.</summary>
public sealed class ConformanceDefinitionTests
{
    [Fact]
    public void What_AWS_has_run_is_accepted()
    {
        Dictionary<string, string> refused = [];
        List<string> accepted = [];
        foreach (var (id, definition, type) in Cases().SelectMany(AcceptedDefinitions).Distinct())
        {
            var errors = DefinitionValidator.Validate(definition, type).Where(d => d.IsError).ToList();
            if (errors.Count is 0)
            {
                accepted.Add(id);
            }
            else
            {
                refused[id] = DefinitionValidator.ToCreateMessage(errors)!;
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{accepted.Count} accepted, {refused.Count} refused");
        KnownFailures.Read("Language", "Validation", "known-conformance.txt").Check(refused, accepted);
    }

    [Fact]
    public void What_AWS_refused_is_refused_in_its_words()
    {
        Dictionary<string, string> failures = [];
        List<string> passed = [];
        foreach (var c in Cases())
        {
            foreach (var step in Steps(c))
            {
                if (step["expect_error"] is JsonObject error && Text(error, "code") is "InvalidDefinition" && Definition(step) is { } definition)
                {
                    var found = Text(step, "op") is "TestState" && Parameter(step, "stateName") is null
                        ? DefinitionValidator.ValidateState(definition)
                        : DefinitionValidator.Validate(definition, TypeOf(step));
                    Judge(Text(c, "id")!, DefinitionValidator.ToCreateMessage(found), Text(error, "message")!);
                }
                else if (Text(step, "op") is "ValidateStateMachineDefinition" && step["expect"] is JsonObject expected)
                {
                    var found = DefinitionValidator.Validate(Definition(step)!, TypeOf(step));
                    Judge(
                        Text(c, "id")!,
                        JsonArray.Of(found.Select(d => (JsonValue)AsJson(d))).ToString(),
                        JsonArray.Of(((JsonArray)expected["diagnostics"]!).Select(d => (JsonValue)Ordered((JsonObject)d))).ToString());
                }
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{passed.Count} of {passed.Count + failures.Count}");
        Assert.True(passed.Count > 15);
        KnownFailures.Read("Language", "Validation", "known-conformance.txt").Check(failures, passed);

        void Judge(string id, string? actual, string expected)
        {
            // AWS's own words only: these texts are those of the source's emulator.
            var isForeign = expected.StartsWith("Error=ValueError", StringComparison.Ordinal) || expected.StartsWith("TestState API", StringComparison.Ordinal);
            if (isForeign ? actual is not null || expected.StartsWith("TestState", StringComparison.Ordinal)
                : actual == expected.Replace("<partition>", "aws", StringComparison.Ordinal))
            {
                passed.Add(id);
            }
            else
            {
                failures[id] = $"expected {expected}\n    got {actual}";
            }
        }
    }

    private static IEnumerable<JsonObject> Cases() => Directory
        .EnumerateFiles(SharedData.Require("conformance", "cases"), "*.json", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(file => (JsonObject)JsonValue.Parse(File.ReadAllText(file)));

    private static IEnumerable<(string Id, string Definition, MachineType Type)> AcceptedDefinitions(JsonObject c)
    {
        var id = Text(c, "id")!;
        var type = Text(c, "type") is "EXPRESS" ? MachineType.Express : MachineType.Standard;
        if (Text(c, "kind") is not "test-state" && DefinitionOf(c) is { } definition)
        {
            yield return (id, definition, type);
        }

        foreach (var run in (c["runs"] as JsonArray ?? JsonArray.Empty).OfType<JsonObject>())
        {
            if (DefinitionOf(run) is { } other)
            {
                yield return (id, other, type);
            }
        }

        foreach (var step in Steps(c).Where(s => Text(s, "op") is "CreateStateMachine" or "UpdateStateMachine" && !s.Has("expect_error")))
        {
            if (Definition(step) is { } other)
            {
                yield return (id, other, TypeOf(step));
            }
        }
    }

    private static IEnumerable<JsonObject> Steps(JsonObject c) => (c["steps"] as JsonArray ?? JsonArray.Empty).OfType<JsonObject>();

    private static string? Definition(JsonObject step) => step["params"] is JsonObject parameters ? DefinitionOf(parameters) : null;

    // References to earlier steps stand for ARNs.
    private static string? DefinitionOf(JsonObject owner) => ((owner["definition"] as JsonObject)?.ToString()
        ?? (owner["definition"] as JsonString)?.Value ?? Text(owner, "definition_text"))
        ?.Replace("{{s0.activityArn}}", "arn:aws:states:us-east-1:111111111111:activity:a", StringComparison.Ordinal)
        .Replace("<partition>", "aws", StringComparison.Ordinal);

    private static JsonValue? Parameter(JsonObject step, string name) => (step["params"] as JsonObject)?[name];

    private static MachineType TypeOf(JsonObject step) =>
        Parameter(step, "type") is JsonString { Value: "EXPRESS" } ? MachineType.Express : MachineType.Standard;

    private static JsonObject AsJson(Diagnostic d)
    {
        var o = new JsonObjectBuilder().Set("code", d.Code);
        if (d.Location is not null)
        {
            o.Set("location", d.Location);
        }

        return o.Set("message", d.Message).Set("severity", d.SeverityName).Build();
    }

    private static JsonObject Ordered(JsonObject d)
    {
        var o = new JsonObjectBuilder();
        foreach (var name in new[] { "code", "location", "message", "severity" })
        {
            o.SetIf(name, d[name]);
        }

        return o.Build();
    }

    private static string? Text(JsonObject o, string name) => (o[name] as JsonString)?.Value;
}
