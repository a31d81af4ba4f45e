using StepFlow.Aws;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Operations;
using Xunit;

namespace StepFlow.Tests.StepFunctions.StateTesting;

/// <summary>The tests of states whose answers were recorded from AWS, without the wire. Those that call a service are run over the wire only.</summary>
public sealed class RecordedStateTests
{
    [Fact]
    public async Task States_are_tested_as_recorded()
    {
        var folder = SharedData.Require("conformance", "cases", "test_state");
        var known = KnownFailures.Read("StepFunctions", "StateTesting", "known-failures.txt");
        Dictionary<string, string> failures = [];
        List<string> passed = [];
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var recorded = (JsonObject)JsonValue.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
            if (((JsonArray)recorded["needs"]!).Contains("lambda"))
            {
                continue;
            }

            var id = Path.GetFileNameWithoutExtension(file);
            List<string> differences = [];
            foreach (var step in ((JsonArray)recorded["steps"]!).Cast<JsonObject>())
            {
                differences.AddRange(await CompareAsync(step));
            }

            if (differences.Count is 0)
            {
                passed.Add(id);
            }
            else
            {
                failures[id] = string.Join("; ", differences);
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{passed.Count} of {passed.Count + failures.Count}");
        known.Check(failures, passed);
        Assert.True(passed.Count + failures.Count > 100, "Too few cases were found.");
    }

    private static async Task<IEnumerable<string>> CompareAsync(JsonObject step)
    {
        try
        {
            var answer = Describe(await new StateTestBench().RunAsync(Read((JsonObject)step["params"]!)));
            return step["expect"] is { } expected ? RecordedAnswer.Differences(expected, answer) : [$"expected {step["expect_error"]}, got {answer}"];
        }
        catch (AwsException e)
        {
            var refusal = JsonObject.Of(("code", e.Code), ("message", e.Message));
            return step["expect_error"] is JsonObject expected
                ? RecordedAnswer.Differences(expected.Without("http_status"), refusal)
                : [$"expected {step["expect"]}, got {refusal}"];
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return [$"{e.GetType().Name}: {e.Message}"];
        }
    }

    private static JsonObject Describe(StateTestResult result) => new JsonObjectBuilder()
        .Set("status", result.Status)
        .SetIf("output", Text(result.Output))
        .SetIf("error", Text(result.Error))
        .SetIf("cause", Text(result.Cause))
        .SetIf("nextState", Text(result.NextState))
        .SetIf("inspectionData", result.InspectionData)
        .Build();

    private static StateTest Read(JsonObject parameters)
    {
        var configuration = parameters["stateConfiguration"] as JsonObject ?? JsonObject.Empty;
        var mock = parameters["mock"] as JsonObject;
        return new()
        {
            Definition = Json(parameters, "definition")!.ToString(),
            RoleArn = Value(parameters["roleArn"]),
            Input = Json(parameters, "input") ?? JsonObject.Empty,
            InspectionLevel = Value(parameters["inspectionLevel"]) ?? "INFO",
            RevealSecrets = parameters["revealSecrets"] is JsonBoolean { Value: true },
            Variables = Json(parameters, "variables") as JsonObject,
            StateName = Value(parameters["stateName"]),
            Mock = mock is null ? null : new(
                Json(mock, "result"),
                mock.Has("errorOutput"),
                Value((mock["errorOutput"] as JsonObject)?["error"]),
                Value((mock["errorOutput"] as JsonObject)?["cause"]),
                Value(mock["fieldValidationMode"]) ?? "STRICT"),
            Context = Json(parameters, "context") as JsonObject,
            RetrierRetryCount = Number(configuration["retrierRetryCount"]),
            ErrorCausedByState = Value(configuration["errorCausedByState"]),
            MapIterationFailureCount = Number(configuration["mapIterationFailureCount"]),
            MapItemReaderData = Value(configuration["mapItemReaderData"]),
            Region = "us-east-1",
            Account = "111111111111",
        };
    }

    private static JsonValue? Json(JsonObject holder, string name) => holder[name] is JsonString text ? JsonValue.Parse(text.Value) : holder[name];

    private static string? Value(JsonValue? value) => (value as JsonString)?.Value;

    private static JsonString? Text(string? value) => value is null ? null : new(value);

    private static int? Number(JsonValue? value) => value is JsonNumber number ? (int)number.Value : null;
}
