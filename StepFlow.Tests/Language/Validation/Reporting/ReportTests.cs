using StepFlow.Language.Json;
using StepFlow.Language.Validation.Reporting;
using Xunit;

namespace StepFlow.Tests.Language.Validation.Reporting;

public sealed class ReportTests
{
    private const string Wrong = """
        {
          "StartAt": "A",
          "States": {
            "A": { "Type": "Pass", "Parameters": { "x": "$.y" }, "Next": "B" },
            "C": { "Type": "Succeed" }
          }
        }
        """;

    [Fact]
    public void Text_has_one_line_for_each_diagnostic() => Assert.Equal(
        """
        a.json:4:44: warning NO_DOLLAR: The field 'x' does not end with '.$', but its value appears to be a JSONPath or intrinsic function at /States/A/Parameters/x
        a.json:4:58: error MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Next
        a.json:5:5: error MISSING_TRANSITION_TARGET: State "C" is not reachable. at /States/C

        """,
        Written(Wrong, TextReport.Write),
        ignoreLineEndingDifferences: true);

    [Fact]
    public void A_syntax_error_is_said_in_one_line() => Assert.Equal(
        "a.json:2:14: error INVALID_JSON_DESCRIPTION: Unexpected character ('}' (code 125)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n",
        Written("{\n \"StartAt\": }", TextReport.Write),
        ignoreLineEndingDifferences: true);

    [Fact]
    public void Json_has_the_members_of_the_API_and_the_place()
    {
        var report = (JsonObject)JsonValue.Parse(Written(Wrong, JsonReport.Write));
        var file = (JsonObject)((JsonArray)report["files"]!)[0];

        Assert.Equal("FAIL", report["result"]);
        Assert.Equal("a.json", file["file"]);
        Assert.Equal(
            JsonValue.Parse("""{"severity":"ERROR","code":"MISSING_TRANSITION_TARGET","message":"Missing 'Next' target: B","location":"/States/A/Next","line":4,"column":58}"""),
            ((JsonArray)file["diagnostics"]!)[1]);
    }

    [Fact]
    public void Sarif_names_rule_level_and_place()
    {
        var report = (JsonObject)JsonValue.Parse(Written(Wrong, (w, files) => SarifReport.Write(w, files, "1.2.3")));
        var run = (JsonObject)((JsonArray)report["runs"]!)[0];
        var result = ((JsonArray)run["results"]!)[1];

        Assert.Equal("2.1.0", report["version"]);
        Assert.Equal(
            JsonValue.Parse("""
                {"ruleId":"MISSING_TRANSITION_TARGET","ruleIndex":0,"level":"error","message":{"text":"Missing 'Next' target: B"},
                 "locations":[{"physicalLocation":{"artifactLocation":{"uri":"a.json"},"region":{"startLine":4,"startColumn":58}},
                               "logicalLocations":[{"fullyQualifiedName":"/States/A/Next"}]}]}
                """),
            result);
    }

    private static string Written(string definition, Action<TextWriter, IReadOnlyList<FileReport>> write)
    {
        using var writer = new StringWriter();
        write(writer, [FileReport.Of("a.json", definition)]);
        return writer.ToString();
    }
}
