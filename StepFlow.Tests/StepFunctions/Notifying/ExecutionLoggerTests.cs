using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StepFlow.Aws.Tracing;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Tasks;
using StepFlow.Tests.StepFunctions.Running;
using Xunit;
using LogLevel = StepFlow.StepFunctions.Catalog.LogLevel;

namespace StepFlow.Tests.StepFunctions.Notifying;

public sealed class ExecutionLoggerTests : IDisposable
{
    private const string Caught = """
        {"StartAt":"T","States":{
          "T":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"f","Payload.$":"$"},
            "Catch":[{"ErrorEquals":["States.ALL"],"Next":"F"}],"Next":"Done"},
          "F":{"Type":"Fail","Error":"Enough"},
          "Done":{"Type":"Succeed"}}}
        """;

    private readonly LogCollector _logs = new();

    public void Dispose() => _logs.Dispose();

    [Theory]
    [InlineData(LogLevel.All, "ExecutionStarted TaskStateEntered TaskScheduled TaskStarted TaskFailed TaskStateExited FailStateEntered ExecutionFailed")]
    [InlineData(LogLevel.Error, "TaskFailed FailStateEntered ExecutionFailed")]
    [InlineData(LogLevel.Fatal, "ExecutionFailed")]
    [InlineData(LogLevel.Off, "")]
    public async Task A_level_lets_its_events_through(LogLevel level, string types)
    {
        await using var service = await ServiceAsync();
        service.Tasks.Answer = _ => TaskOutcome.Fail("Boom", "because");

        await service.EndOfAsync(await service.StartAsync(service.Create("m", Caught, logging: new(level, IncludeExecutionData: true, []))));

        Assert.Equal(types, string.Join(' ', _logs.Types));
    }

    [Fact]
    public async Task Executions_without_logging_log_nothing()
    {
        await using var service = await ServiceAsync();

        await service.EndOfAsync(await service.StartAsync(service.Create("m", """{"StartAt":"S","States":{"S":{"Type":"Succeed"}}}""")));

        Assert.Empty(_logs.Lines);
    }

    [Theory]
    [InlineData(true, """{"parameters":"{\"FunctionName\":\"f\",\"Payload\":{\"secret\":1}}","region":"us-east-1","resource":"invoke","resourceType":"lambda"}""")]
    [InlineData(false, """{"region":"us-east-1","resource":"invoke","resourceType":"lambda"}""")]
    public async Task Data_is_logged_only_where_it_was_asked_for(bool withData, string scheduled)
    {
        await using var service = await ServiceAsync();
        service.Tasks.Answer = _ => TaskOutcome.Of("ok");

        await service.EndOfAsync(await service.StartAsync(service.Create("m", Caught, logging: new(LogLevel.All, withData, [])), """{"secret":1}"""));

        var details = (JsonObject)_logs.Records.Single(r => r["type"] == "TaskScheduled")["details"]!;
        Assert.Equal(JsonValue.Parse(scheduled), details);
        Assert.Equal(withData, string.Join(' ', _logs.Records).Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lines_are_as_grave_as_their_events_and_stand_in_the_trace_of_the_execution()
    {
        await using var service = await ServiceAsync();
        service.Tasks.Answer = _ => TaskOutcome.Fail("Boom", "because");
        const string trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

        await service.EndOfAsync(await service.StartAsync(service.Create("m", Caught, logging: new(LogLevel.All, false, [])), trace: trace));

        Assert.Equal(
            "Information Information Information Information Warning Information Warning Error", string.Join(' ', _logs.Lines.Select(l => l.Level)));
        Assert.True(XRayTraceHeader.TryParse(trace, out var caller));
        Assert.All(_logs.Lines, l => Assert.Equal(caller.TraceId, l.Trace?.TraceId));
    }

    [Fact]
    public async Task An_input_beyond_the_limit_is_cut_and_the_record_says_so()
    {
        await using var service = await ServiceAsync();
        var input = JsonArray.Of(Enumerable.Repeat((JsonValue)"\"\"\"\"", 15_000)).ToString();

        await service.EndOfAsync(await service.StartAsync(
            service.Create("m", """{"StartAt":"S","States":{"S":{"Type":"Succeed"}}}""", logging: new(LogLevel.All, true, [])), input));

        var details = (JsonObject)_logs.Records[0]["details"]!;
        Assert.Equal("""{"truncated":true}""", details["inputDetails"]!.ToString());
        var sent = (JsonString)details["input"]!;
        Assert.InRange(sent.Utf8Length, 248 * 1024 - 4, 248 * 1024);
        Assert.StartsWith(sent.Value, input, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_restart_the_log_goes_on()
    {
        var folder = Directory.CreateTempSubdirectory("stepflow-");
        string arn;
        await using var before = await ServiceAsync(folder.FullName);
        arn = await before.StartAsync(before.Create("m", Caught, logging: new(LogLevel.All, false, [])));
        await before.DisposeAsync();
        await using (var after = await ServiceAsync(folder.FullName))
        {
            (await after.Tasks.NextAsync()).Succeed("1");
            await after.EndOfAsync(arn);
        }

        Assert.Equal(
            "ExecutionStarted TaskStateEntered TaskScheduled TaskStarted TaskSucceeded TaskStateExited SucceedStateEntered SucceedStateExited ExecutionSucceeded",
            string.Join(' ', _logs.Types));
        Assert.Equal("lambda", ((JsonString)((JsonObject)_logs.Records[4]["details"]!)["resourceType"]!).Value);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Express_executions_log_too()
    {
        await using var service = await ServiceAsync();
        var machine = service.Create(
            "m", """{"StartAt":"S","States":{"S":{"Type":"Succeed"}}}""", StateMachineType.Express, new(LogLevel.All, IncludeExecutionData: true, []));

        var arn = await service.StartAsync(machine);

        Assert.Equal("ExecutionStarted SucceedStateEntered SucceedStateExited ExecutionSucceeded", string.Join(' ', _logs.Types));
        Assert.All(_logs.Records, r => Assert.Equal(arn, ((JsonString)r["execution_arn"]!).Value));
    }

    private Task<LocalService> ServiceAsync(string? folder = null) =>
        LocalService.StartAsync(folder, configure: services => services.AddLogging(builder => builder.AddProvider(_logs)));
}
