using System.Net;
using System.Text.Json;
using Xunit;

namespace StepFlow.Tests.EndToEnd;

/// <summary>The small state machines of the AppHost, one for each state, through the gateway.</summary>
public sealed class StateMachineTests(RunningAppHost host)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("pass", """{"a":1}""", """{"a":1,"shaped":{"greeting":"hello","input":{"a":1},"words":["a","b","c"],"state":"Shape"}}""")]
    [InlineData("task", "{}", """{"result":42,"status":200}""")]
    [InlineData("task", """{"input_value":3,"operation":"square"}""", """{"result":9,"status":200}""")]
    [InlineData("choice", "{}", """{"size":"absent"}""")]
    [InlineData("choice", """{"input_value":"much"}""", """{"size":"no number"}""")]
    [InlineData("choice", """{"input_value":101}""", """{"size":"large"}""")]
    [InlineData("choice", """{"input_value":100}""", """{"size":"small"}""")]
    [InlineData("parallel", "{}", """{"asked":9,"said":"waited"}""")]
    [InlineData("map", "{}", """{"items":[1,2,3],"squares":[1,4,9]}""")]
    [InlineData("map", """{"items":[5]}""", """{"items":[5],"squares":[25]}""")]
    [InlineData("wait", """{"kept":true}""", """{"kept":true}""")]
    [InlineData("succeed", """{"kept":[1.0]}""", """{"kept":[1.0]}""")]
    [InlineData("retry-catch", "{}", """{"input_value":21,"operation":"double","result":42,"attempt":3}""")]
    [InlineData("retry-catch", """{"fail":"PermanentError"}""", """{"caught":"PermanentError"}""")]
    public async Task A_small_machine_answers_its_result(string name, string input, string output)
    {
        var app = await host.GetAsync(Cancellation);

        var (status, body) = await app.Gateway.PostJsonAsync($"states/{name}", input, Cancellation);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(output), body), body.GetRawText());
    }

    [Fact]
    public async Task Fail_is_a_502_with_error_and_cause()
    {
        var app = await host.GetAsync(Cancellation);

        var (status, body) = await app.Gateway.PostJsonAsync("states/fail", """{"a":1}""", Cancellation);

        Assert.Equal(HttpStatusCode.BadGateway, status);
        Assert.Equal("DemonstrationError", body.GetProperty("error").GetString());
        Assert.Equal("""It was asked to fail with {"a":1}""", body.GetProperty("cause").GetString());
    }

    [Fact]
    public async Task Callback_hands_out_its_token_and_goes_on_with_what_is_sent_back()
    {
        var app = await host.GetAsync(Cancellation);

        var (status, started) = await app.Gateway.PostJsonAsync("states/callback", "{}", Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, status);
        var token = started.GetProperty("taskToken").GetString()!;
        Assert.Contains(token, started.GetProperty("command").GetString(), StringComparison.Ordinal);
        Assert.Equal("RUNNING", (await StatusAsync(app, started)).GetProperty("status").GetString());

        await app.CallStepFunctionsAsync("SendTaskHeartbeat", JsonSerializer.Serialize(new { taskToken = token }), Cancellation);
        await app.CallStepFunctionsAsync("SendTaskSuccess", JsonSerializer.Serialize(new { taskToken = token, output = """{"approved":true}""" }), Cancellation);
        var ended = await Eventually.GetAsync(() => StatusAsync(app, started), e => e.GetProperty("status").GetString() is not "RUNNING", Cancellation);

        Assert.Equal("SUCCEEDED", ended.GetProperty("status").GetString());
        Assert.Equal("""{"answer":{"approved":true}}""", ended.GetProperty("output").GetRawText());
    }

    [Fact]
    public async Task A_machine_that_does_not_exist_is_a_404_that_names_those_that_do()
    {
        var app = await host.GetAsync(Cancellation);

        var (status, body) = await app.Gateway.PostJsonAsync("states/nothing", "{}", Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("retry-catch", body.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_machine_says_in_one_line_what_it_shows()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "StepFlow.sln")))
        {
            folder = folder.Parent!;
        }

        Assert.All(Directory.EnumerateFiles(Path.Combine(folder.FullName, "StepFlow.AppHost", "StateMachines"), "*.asl.json"), file =>
            Assert.NotEqual("", JsonElement.Parse(File.ReadAllText(file)).GetProperty("Comment").GetString()));
    }

    private static async Task<JsonElement> StatusAsync(AppHostProcess app, JsonElement started) =>
        (await app.Gateway.GetJsonAsync(started.GetProperty("statusUrl").GetString()!, Cancellation)).Body;
}
