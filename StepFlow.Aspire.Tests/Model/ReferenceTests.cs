using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Xunit;

namespace StepFlow.AspireTests.Model;

/// <summary>What the stock WithReference does for anything that is no function.</summary>
public sealed class ReferenceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_refers_to_a_state_machine_finds_step_functions_and_waits()
    {
        await using var app = await AppHostModel.OfAsync(
            builder =>
            {
                var flow = builder.AddStateMachine("order-flow", "flow.asl.json");
                builder.AddExecutable("client", "python3", ".", "client.py").WithReference(flow);
                builder.AddExecutable("other", "python3", ".", "other.py");
            },
            Cancellation);

        var variables = await app.VariablesAsync("client");

        Assert.Equal(app.Emulator.StepFunctionsEndpoint.Url, variables["AWS_ENDPOINT_URL_SFN"]);
        Assert.Equal("test", variables["AWS_SECRET_ACCESS_KEY"]);
        Assert.Equal("arn:aws:states:us-east-1:123456789012:stateMachine:order-flow", variables["StateMachines__order_flow"]);
        Assert.Contains(app.Find<ExecutableResource>("client").Annotations.OfType<WaitAnnotation>(), wait => wait.Resource == app.Emulator);
        Assert.DoesNotContain("AWS_ENDPOINT_URL_SFN", (await app.VariablesAsync("other")).Keys);
    }

    [Fact]
    public async Task Variables_that_are_set_stay()
    {
        await using var app = await AppHostModel.OfAsync(
            builder => builder.AddExecutable("client", "python3", ".", "client.py")
                .WithEnvironment("AWS_REGION", "eu-north-1")
                .WithEnvironment("AWS_PROFILE", "dev")
                .WithReference(builder.AddStepFunctionsEmulator("sfn")),
            Cancellation);

        var variables = await app.VariablesAsync("client");

        Assert.Equal("eu-north-1", variables["AWS_REGION"]);
        Assert.DoesNotContain("AWS_ACCESS_KEY_ID", variables.Keys);
    }

    [Fact]
    public async Task Two_emulators_cannot_be_one_endpoint()
    {
        var e = await Assert.ThrowsAsync<DistributedApplicationException>(() => AppHostModel.OfAsync(
            builder =>
            {
                var a = builder.AddStepFunctionsEmulator("a").AddStateMachine("one", "flow.asl.json");
                var b = builder.AddStepFunctionsEmulator("b").AddStateMachine("two", "flow.asl.json");
                builder.AddExecutable("client", "python3", ".", "client.py").WithReference(a).WithReference(b);
            },
            Cancellation));

        Assert.Contains("'client' refers to several Step Functions emulators (a, b)", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_that_is_no_function_cannot_be_one()
    {
        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => AppHostModel.OfAsync(
            builder => builder.AddProject<Projects.StepFlow_Worker>("web").WithTimeout(TimeSpan.FromSeconds(1)), Cancellation));

        Assert.Contains("AddLambdaFunction", e.Message, StringComparison.Ordinal);
    }
}
