using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.ItemReading;
using Xunit;

namespace StepFlow.Tests.StepFunctions.ItemReading;

public sealed class MapResultWriterTests
{
    private const string RunArn = "arn:aws:states:us-east-1:111111111111:mapRun:m/TestMap:run-1";
    private static readonly ChildResult Good = new(
        "arn:e1", "arn:m/TestMap", "e1", "SUCCEEDED", "1", "[1,2]", null, null, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddMilliseconds(64));

    private static readonly ChildResult Bad = Good with { ExecutionArn = "arn:e2", Name = "e2", Status = "TIMED_OUT", Output = null, Error = "E", Cause = "c" };
    private readonly MemoryObjectStore _store = new();

    [Fact]
    public async Task A_manifest_names_the_files_of_each_status()
    {
        await using var writer = Writer("jobs", ResultFormat.InFiles);
        writer.Add(Good);
        writer.Add(Bad);
        writer.Add(Good);

        var result = await writer.FinishAsync(TestContext.Current.CancellationToken);

        Assert.Equal(JsonValue.Parse($$$"""{"MapRunArn":"{{{RunArn}}}","ResultWriterDetails":{"Bucket":"b","Key":"jobs/run-1/manifest.json"} }"""), result);
        Assert.Equal(["jobs/run-1/FAILED_0.json", "jobs/run-1/SUCCEEDED_0.json", "jobs/run-1/manifest.json"], _store.Objects.Keys);
        var size = _store.Objects["jobs/run-1/SUCCEEDED_0.json"].Length;
        Assert.Equal(
            JsonValue.Parse($$$"""
            {"DestinationBucket":"b","MapRunArn":"{{{RunArn}}}","ResultFiles":{"FAILED":[{"Key":"jobs/run-1/FAILED_0.json",
             "Size":{{{_store.Objects["jobs/run-1/FAILED_0.json"].Length}}} }],"PENDING":[],"SUCCEEDED":[{"Key":"jobs/run-1/SUCCEEDED_0.json","Size":{{{size}}} }]} }
            """),
            JsonValue.Parse(_store.Text("jobs/run-1/manifest.json")));
        Assert.Equal(
            JsonValue.Parse("""
            {"ExecutionArn":"arn:e1","Input":"1","InputDetails":{"Included":true},"Name":"e1","Output":"[1,2]","OutputDetails":{"Included":true},"RedriveCount":0,
             "RedriveStatus":"NOT_REDRIVABLE","RedriveStatusReason":"Execution is SUCCEEDED and cannot be redriven","StartDate":"1970-01-01T00:00:00.000Z",
             "StateMachineArn":"arn:m/TestMap","Status":"SUCCEEDED","StopDate":"1970-01-01T00:00:00.064Z"}
            """),
            ((JsonArray)JsonValue.Parse(_store.Text("jobs/run-1/SUCCEEDED_0.json")))[0]);
    }

    [Theory]
    [InlineData("""{"Transformation":"COMPACT","OutputType":"JSON"}""", "[[1,2],[1,2]]")]
    [InlineData("""{"Transformation":"FLATTEN","OutputType":"JSON"}""", "[1,2,1,2]")]
    [InlineData("""{"Transformation":"FLATTEN","OutputType":"JSONL"}""", "1\n2\n1\n2\n")]
    public async Task Outputs_can_be_transformed(string config, string content)
    {
        await using var writer = Writer(null, ResultFormat.Of((JsonObject)JsonValue.Parse(config), ResultFormat.InFiles));
        writer.Add(Good);
        writer.Add(Good);

        await writer.FinishAsync(TestContext.Current.CancellationToken);

        Assert.Equal(content, _store.Text(_store.Objects.Keys.Single(k => k.StartsWith("run-1/SUCCEEDED_0.", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_full_file_is_followed_by_another()
    {
        await using var writer = new MapResultWriter(_store, "b", null, RunArn, ResultFormat.InFiles, largestFile: 10);
        writer.Add(Good);
        writer.Add(Good);

        await writer.FinishAsync(TestContext.Current.CancellationToken);

        Assert.Contains("run-1/SUCCEEDED_1.json", _store.Objects.Keys);
    }

    [Fact]
    public async Task A_missing_bucket_fails_the_writer()
    {
        await using var writer = new MapResultWriter(_store, "none", null, RunArn, ResultFormat.InFiles);

        var error = (await Assert.ThrowsAsync<StatesException>(() => writer.FinishAsync(TestContext.Current.CancellationToken))).Error;

        Assert.Equal(new StatesError("States.ResultWriterFailed", "The specified bucket does not exist (Service: S3, Status Code: 404, Request ID: r)"), error);
    }

    [Fact]
    public void In_the_state_failures_stay_whole_and_outputs_are_compact() => Assert.Equal(
        JsonArray.Of(JsonArray.Of(1, 2), Bad.Describe()), ResultFormat.InState.Result([Good, Bad]));

    private MapResultWriter Writer(string? prefix, ResultFormat format) => new(_store, "b", prefix, RunArn, format);
}
