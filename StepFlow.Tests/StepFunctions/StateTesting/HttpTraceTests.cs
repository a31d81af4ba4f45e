using StepFlow.Hosting.Integrations;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Operations;
using StepFlow.Tests.Hosting.Integrations;
using Xunit;

namespace StepFlow.Tests.StepFunctions.StateTesting;

public sealed class HttpTraceTests : IDisposable
{
    private const string Connection = "arn:aws:events:us-east-1:123456789012:connection/shop/1";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stepflow-trace-");

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task TRACE_shows_the_exchange_of_an_HTTP_task(bool reveal, bool isShown)
    {
        await using var service = await FakeService.StartAsync(_ => new(200, """{"ok":1}"""));
        using var set = Integrations();
        var bench = new StateTestBench { Answer = set.Tasks.CallAsync };

        var result = await bench.RunAsync(Test(service.Endpoint) with { InspectionLevel = "TRACE", RevealSecrets = reveal });

        Assert.Equal("SUCCEEDED", result.Status);
        var request = (JsonObject)result.InspectionData!["request"]!;
        var response = (JsonObject)result.InspectionData["response"]!;
        Assert.Equal(("POST", "http", $"{service.Endpoint}orders?id=1", """{"n":1}"""), (Text(request, "method"), Text(request, "protocol"), Text(request, "url"), Text(request, "body")));
        Assert.Equal(isShown, Text(request, "headers").Contains("Authorization: hush", StringComparison.Ordinal));
        Assert.Equal("hush", Assert.Single(service.Requests).Headers["Authorization"]);
        Assert.Equal(("200", "OK", """{"ok":1}"""), (Text(response, "statusCode"), Text(response, "statusMessage"), Text(response, "body")));
        Assert.StartsWith("[", Text(response, "headers"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DEBUG_does_not()
    {
        await using var service = await FakeService.StartAsync(_ => new(200, "{}"));
        using var set = Integrations();

        var result = await new StateTestBench { Answer = set.Tasks.CallAsync }.RunAsync(Test(service.Endpoint));

        Assert.Null(result.InspectionData!["request"]);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static StateTest Test(Uri endpoint) => StateTestBench.Test($$$"""
        {"Type": "Task", "Resource": "arn:aws:states:::http:invoke", "End": true, "Parameters": {"ApiEndpoint": "{{{endpoint}}}orders",
         "Method": "POST", "Authentication": {"ConnectionArn": "{{{Connection}}}" }, "QueryParameters": {"id": "1"}, "RequestBody": {"n": 1} } }
        """);

    private static string Text(JsonObject holder, string name) => ((JsonString)holder[name]!).Value;

    private IntegrationSet Integrations()
    {
        var connections = Path.Combine(_folder.FullName, "connections.json");
        File.WriteAllText(connections, """{"shop": {"Headers": {"Authorization": "hush"}}}""");
        var options = new IntegrationOptions { Variable = _ => null, BucketsFolder = _folder.FullName, HttpConnectionsFile = connections };
        return new(options, functions: null, TimeProvider.System, () => Guid.Empty);
    }
}
