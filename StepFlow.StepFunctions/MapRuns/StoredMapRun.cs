using StepFlow.Language.Json;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.MapRuns;

/// <summary>A Map Run as it is stored.</summary>
internal static class StoredMapRun
{
    public static JsonObject ToJson(MapRunDescription run) => new JsonObjectBuilder(14)
        .Set("arn", run.MapRunArn)
        .Set("execution", run.ExecutionArn)
        .Set("machine", run.StateMachineArn)
        .Set("status", run.Status.ToString())
        .Set("start", run.StartDate.ToUnixTimeMilliseconds())
        .SetIf("stop", Date(run.StopDate))
        .Set("concurrency", run.MaxConcurrency)
        .Set("toleratedPercentage", run.ToleratedFailurePercentage)
        .Set("toleratedCount", run.ToleratedFailureCount)
        .Set("items", Counts(run.ItemCounts))
        .Set("executions", Counts(run.ExecutionCounts))
        .Set("redrives", run.RedriveCount)
        .SetIf("redriven", Date(run.RedriveDate))
        .Set("sequence", run.Sequence)
        .Build();

    public static MapRunDescription FromJson(JsonObject json) => new()
    {
        MapRunArn = json.Text("arn"),
        ExecutionArn = json.Text("execution"),
        StateMachineArn = json.Text("machine"),
        Status = Enum.Parse<MapRunStatus>(json.Text("status")),
        StartDate = json.Date("start"),
        StopDate = json.Has("stop") ? json.Date("stop") : null,
        MaxConcurrency = (int)json.Number("concurrency"),
        ToleratedFailurePercentage = ((JsonNumber)json["toleratedPercentage"]!).Value,
        ToleratedFailureCount = json.Number("toleratedCount"),
        ItemCounts = Counts(json, "items"),
        ExecutionCounts = Counts(json, "executions"),
        RedriveCount = (int)json.Number("redrives"),
        RedriveDate = json.Has("redriven") ? json.Date("redriven") : null,
        Sequence = json.Number("sequence"),
    };

    private static JsonValue? Date(DateTimeOffset? at) => at is { } date ? date.ToUnixTimeMilliseconds() : null;

    // In the order of the record's members.
    private static JsonArray Counts(MapRunCounts c) => JsonArray.Of(
        ((long[])[c.Pending, c.Running, c.Succeeded, c.Failed, c.TimedOut, c.Aborted, c.Total, c.ResultsWritten, c.FailuresNotRedrivable, c.PendingRedrive])
            .Select(n => (JsonValue)n));

    private static MapRunCounts Counts(JsonObject json, string name)
    {
        var n = json.Items(name).Select(value => (long)((JsonNumber)value).Value).ToArray();
        return new(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9]);
    }
}
