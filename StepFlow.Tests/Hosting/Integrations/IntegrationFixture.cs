using StepFlow.Hosting.Integrations;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Tasks;
using Xunit;

namespace StepFlow.Tests.Hosting.Integrations;

/// <summary>Integrations as the host puts them together, with one fake endpoint for every service.</summary>
internal sealed class IntegrationFixture(IntegrationOptions options, FakeService? fake) : IAsyncDisposable
{
    private int _ids;

    public IntegrationSet Set => field ??= new(options, functions: null, TimeProvider.System, () => new Guid(++_ids, 0, 0, new byte[8]));

    public string Buckets => options.BucketsFolder;

    public FakeService.Request Sent => Assert.Single(fake!.Requests);

    public Uri Endpoint => fake!.Endpoint;

    public static async Task<IntegrationFixture> WithFakeAsync(Func<FakeService.Request, FakeService.Answer> answer, params string[] modelFiles)
    {
        var fake = await FakeService.StartAsync(answer);
        var options = OptionsWith(name => name is "AWS_ENDPOINT_URL" ? fake.Endpoint.ToString() : null);
        options.ServiceModelFiles.AddRange(modelFiles);
        return new(options, fake);
    }

    public static IntegrationFixture WithoutEndpoints() => new(OptionsWith(_ => null), fake: null);

    public Task<TaskOutcome> CallAsync(string arn, string parameters)
    {
        Assert.True(TaskResource.TryParse(arn, out var resource));
        var call = new TaskCall(
            resource, JsonValue.Parse(parameters), "us-east-1", "111111111111", "arn:aws:states:us-east-1:111111111111:execution:m:e", "S", "Root=1-2;Parent=3;Sampled=1");
        return Set.Tasks.CallAsync(call, TestContext.Current.CancellationToken);
    }

    public async Task<JsonObject> OutputAsync(string arn, string parameters)
    {
        var outcome = await CallAsync(arn, parameters);
        return (JsonObject)(outcome is TaskOutcome.Succeeded success ? success.Output : throw new InvalidOperationException(outcome.ToString()));
    }

    public async Task<StatesError> ErrorAsync(string arn, string parameters) => Assert.IsType<TaskOutcome.Failed>(await CallAsync(arn, parameters)).Error;

    public async ValueTask DisposeAsync()
    {
        Set.Dispose();
        if (fake is not null)
        {
            await fake.DisposeAsync();
        }

        Directory.Delete(options.BucketsFolder, recursive: true);
    }

    private static IntegrationOptions OptionsWith(Func<string, string?> variable) =>
        new() { Variable = variable, BucketsFolder = Directory.CreateTempSubdirectory("stepflow-buckets-").FullName };
}
