using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using StepFlow.Hosting.Standalone;

namespace StepFlow.Benchmarks.Throughput;

/// <summary>
/// Standard executions over the wire, durable, while the console's page of an execution that never stops is open in a browser, or is not:
/// <c>throughput page</c>.
/// </summary>
internal static class PageThroughput
{
    private const int Clients = 16;

    // Does something several times a second, with Waits a tenth as long: what a page has to follow.
    private const string Busy = """
        {"StartAt":"W","States":{
          "W":{"Type":"Wait","Seconds":1,"Next":"P"},
          "P":{"Type":"Parallel","ResultPath":null,"Next":"More","Branches":[
            {"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass","End":true}}},
            {"StartAt":"C","States":{"C":{"Type":"Wait","Seconds":1,"Next":"D"},"D":{"Type":"Pass","End":true}}}]},
          "More":{"Type":"Choice","Choices":[{"Variable":"$.stop","IsPresent":true,"Next":"Stop"}],"Default":"W"},
          "Stop":{"Type":"Succeed"}}}
        """;

    private const string Short = """
        {"StartAt":"A","States":{
          "A":{"Type":"Pass","Next":"B"},
          "B":{"Type":"Pass","Next":"C"},
          "C":{"Type":"Pass","End":true}}}
        """;

    public static async Task<int> RunAsync(int rounds, TimeSpan each, string? browserProgram, string page)
    {
        var measured = new Rounds("page closed", "page open");
        await measured.RunAsync(rounds, async open =>
        {
            // A new journal for each: the larger it is, the slower are the starts, which would outweigh what is measured.
            var data = Directory.CreateTempSubdirectory("stepflow-");
            var throughput = await MeasureAsync(data, each, open, browserProgram, page);
            data.Delete(recursive: true);
            return throughput;
        });
        measured.Report();
        return measured.Loss < 0.05 ? 0 : 1;
    }

    private static async Task<double> MeasureAsync(DirectoryInfo data, TimeSpan each, bool open, string? browserProgram, string page)
    {
        await using var service = await StandaloneService.StartAsync(new() { Port = 0, ConsolePort = 0, DataDirectory = data.FullName, WaitTimeScale = 0.1 }, CancellationToken.None);
        using var client = new HttpClient { BaseAddress = service.Address };
        var busy = await CallAsync(client, "StartExecution", new { stateMachineArn = await CreateAsync(client, "busy", Busy) });
        var shortOne = await CreateAsync(client, "short", Short);
        var address = new Uri(service.ConsoleAddress!, page.Replace("{busy}", busy.GetProperty("executionArn").GetString(), StringComparison.Ordinal));
        using var browser = open ? BrowserTab.Open(browserProgram, address) : null;

        // Without a browser too, so that the busy execution has come as far.
        await Task.Delay(BrowserTab.TimeToLoad, TimeProvider.System);
        browser?.AssertRunning();
        return await MeasureAsync(client, shortOne, each);
    }

    private static async Task<double> MeasureAsync(HttpClient client, string machine, TimeSpan each)
    {
        var began = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            var count = 0;
            for (; Stopwatch.GetElapsedTime(began) < each; count++)
            {
                await CallAsync(client, "StartExecution", new { stateMachineArn = machine });
            }

            return count;
        })));
        return counts.Sum() / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task<string> CreateAsync(HttpClient client, string name, string definition) =>
        (await CallAsync(client, "CreateStateMachine", new { name, definition, roleArn = "arn:aws:iam::123456789012:role/r" })).GetProperty("stateMachineArn").GetString()!;

    private static async Task<JsonElement> CallAsync(HttpClient client, string operation, object request)
    {
        using var call = new HttpRequestMessage(HttpMethod.Post, "")
        {
            Content = new StringContent(JsonSerializer.Serialize(request), Encoding.UTF8, "application/x-amz-json-1.0"),
            Headers = { { "X-Amz-Target", $"AWSStepFunctions.{operation}" } },
        };
        using var answer = await client.SendAsync(call);
        return answer.IsSuccessStatusCode
            ? await answer.Content.ReadFromJsonAsync<JsonElement>()
            : throw new InvalidOperationException($"{operation}: {await answer.Content.ReadAsStringAsync()}");
    }
}
