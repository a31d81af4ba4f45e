using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StepFlow.Language.Json;
using StepFlow.StepFunctions;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Notifying;
using StepFlow.Tests.StepFunctions.Running;
using Xunit;

namespace StepFlow.Tests.StepFunctions.Notifying;

public sealed class StatusChangeTests
{
    private const string Fails = """{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"WORKER","End":true}}}""";
    private readonly Subscriber _subscriber = new();

    [Fact]
    public async Task Start_and_end_are_told_in_the_form_of_EventBridge()
    {
        await using var service = await ServiceAsync();
        var arn = await service.StartAsync(service.Create("m", Fails), """{ "a": 1 }""");
        service.Time.Advance(TimeSpan.FromSeconds(2));
        (await service.Tasks.NextAsync()).Succeed("\"Hello World!\"");
        await service.EndOfAsync(arn);

        var running = await _subscriber.NextAsync();
        Assert.True(Guid.TryParse(((JsonString)running["id"]!).Value, out _));
        Assert.Equal(
            JsonValue.Parse($$"""
                {"version":"0","detail-type":"Step Functions Execution Status Change","source":"aws.states","account":"123456789012",
                 "time":"2026-01-01T12:00:00Z","region":"us-east-1","resources":["{{arn}}"],
                 "detail":{"executionArn":"{{arn}}","stateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:m","name":"run-1",
                   "status":"RUNNING","startDate":1767268800000,"stopDate":null,"input":"{ \"a\": 1 }","output":null,
                   "stateMachineVersionArn":null,"stateMachineAliasArn":null,"redriveCount":0,"redriveDate":null,"redriveStatus":"NOT_REDRIVABLE",
                   "redriveStatusReason":"Execution is RUNNING and cannot be redriven","inputDetails":{"included":true},"outputDetails":null,
                   "error":null,"cause":null} }
                """),
            running.Without("id"));
        var detail = (JsonObject)(await _subscriber.NextAsync())["detail"]!;
        Assert.Equal("SUCCEEDED", detail["status"]);
        Assert.Equal(1767268802000, detail["stopDate"]);
        Assert.Equal("\"Hello World!\"", detail["output"]);
        Assert.Equal("""{"included":true}""", detail["outputDetails"]!.ToString());
    }

    [Fact]
    public async Task An_execution_that_ends_at_once_is_told_as_running_first()
    {
        await using var service = await ServiceAsync();

        await service.StartAsync(service.Create("m", """{"StartAt":"F","States":{"F":{"Type":"Fail","Error":"Boom","Cause":"because"}}}"""));

        Assert.Equal(["RUNNING", "FAILED"], [await _subscriber.NextStatusAsync(), await _subscriber.NextStatusAsync()]);
    }

    [Fact]
    public async Task Failures_and_redrives_are_told()
    {
        await using var service = await ServiceAsync();
        var arn = await service.StartAsync(service.Create("m", Fails));
        (await service.Tasks.NextAsync()).Fail("Boom");
        await service.EndOfAsync(arn);
        Assert.Equal("RUNNING", await _subscriber.NextStatusAsync());
        var failed = (JsonObject)(await _subscriber.NextAsync())["detail"]!;
        Assert.Equal("Boom", failed["error"]);
        Assert.Equal("REDRIVABLE", failed["redriveStatus"]);

        await service.Executions.RedriveAsync(arn, clientToken: null, TestContext.Current.CancellationToken);
        var redriven = (JsonObject)(await _subscriber.NextAsync())["detail"]!;
        Assert.Equal("RUNNING", redriven["status"]);
        Assert.Equal(1, redriven["redriveCount"]);
        await service.Executions.StopAsync(arn, "Enough", "of it", TestContext.Current.CancellationToken);
        Assert.Equal("ABORTED", await _subscriber.NextStatusAsync());
    }

    [Fact]
    public async Task Express_executions_are_not_told()
    {
        await using var service = await ServiceAsync();
        var express = service.Create("e", """{"StartAt":"S","States":{"S":{"Type":"Succeed"}}}""", StateMachineType.Express);
        var standard = service.Create("s", """{"StartAt":"S","States":{"S":{"Type":"Succeed"}}}""");

        await service.StartAsync(express);
        var arn = await service.StartAsync(standard);

        Assert.Equal(arn, ((JsonObject)(await _subscriber.NextAsync())["detail"]!)["executionArn"]);
    }

    [Fact]
    public async Task An_input_that_does_not_fit_beside_the_output_is_left_out()
    {
        await using var service = await ServiceAsync();
        var input = new JsonString(new string('x', 150_000)).ToString();

        await service.StartAsync(service.Create("m", """{"StartAt":"S","States":{"S":{"Type":"Succeed"}}}"""), input);

        Assert.Equal(input, ((JsonObject)(await _subscriber.NextAsync())["detail"]!)["input"]);
        var ended = (JsonObject)(await _subscriber.NextAsync())["detail"]!;
        Assert.Same(JsonValue.Null, ended["input"]);
        Assert.Equal("""{"included":false}""", ended["inputDetails"]!.ToString());
        Assert.Equal(input, ended["output"]);
    }

    [Fact]
    public async Task Events_are_posted_to_an_address_and_again_when_it_stumbles()
    {
        var received = Channel.CreateUnbounded<string>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        var attempts = 0;
        app.MapPost("/events", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            var body = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
            if (Interlocked.Increment(ref attempts) is 1)
            {
                return Results.StatusCode(503);
            }

            received.Writer.TryWrite($"{request.ContentType} {((JsonObject)((JsonObject)JsonValue.Parse(body))["detail"]!)["status"]}");
            return Results.Ok();
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        var endpoint = new Uri(app.Urls.Single() + "/events");
        await using var service = await LocalService.StartAsync(
            configure: services => services.Configure<StepFunctionsOptions>(o => o.StatusChangeEndpoint = endpoint));

        await service.StartAsync(service.Create("m", """{"StartAt":"S","States":{"S":{"Type":"Succeed"}}}"""));
        await TestWait.UntilAsync(() => Volatile.Read(ref attempts) is 1);
        await TestWait.UntilAsync(() =>
        {
            service.Time.Advance(TimeSpan.FromSeconds(1));
            return received.Reader.Count is 2;
        });

        Assert.Equal("application/json \"RUNNING\"", await received.Reader.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal("application/json \"SUCCEEDED\"", await received.Reader.ReadAsync(TestContext.Current.CancellationToken));
    }

    private Task<LocalService> ServiceAsync() =>
        LocalService.StartAsync(configure: services => services.AddSingleton<IStatusChangeSubscriber>(_subscriber));

    private sealed class Subscriber : IStatusChangeSubscriber
    {
        private readonly Channel<JsonObject> _events = Channel.CreateUnbounded<JsonObject>();

        public string Name => "test";

        public Task TakeAsync(JsonObject statusChange, CancellationToken cancellation) => _events.Writer.WriteAsync(statusChange, cancellation).AsTask();

        public async Task<JsonObject> NextAsync() =>
            await _events.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        public async Task<string> NextStatusAsync() => ((JsonString)((JsonObject)(await NextAsync())["detail"]!)["status"]!).Value;
    }
}
