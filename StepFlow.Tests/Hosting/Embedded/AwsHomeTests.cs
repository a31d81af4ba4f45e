using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StepFlow.Hosting;
using StepFlow.Hosting.Deployed;
using StepFlow.Hosting.Embedded;
using StepFlow.Hosting.Integrations;
using StepFlow.Hosting.Standalone;
using Xunit;

namespace StepFlow.Tests.Hosting.Embedded;

/// <summary>StepFlow:StepFunctions=Aws: whose account it is comes first, and agreeing to it is the user's to do.</summary>
public sealed class AwsHomeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_account_is_shown_and_nothing_is_started_without_agreement()
    {
        await using var aws = await FakeAws.StartAsync();

        var e = await Assert.ThrowsAsync<StartException>(() => AgreeAsync(aws));

        Assert.Equal(["AWS account 111122223333, region eu-west-1, as arn:aws:iam::111122223333:user/dev"], aws.Output);
        Assert.Contains("set StepFlow:Aws:Account=111122223333", e.Message, StringComparison.Ordinal);
        Assert.Contains("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/", aws.Authorization, StringComparison.Ordinal);
        Assert.Contains("/eu-west-1/sts/aws4_request", aws.Authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agreeing_to_another_account_is_no_agreement()
    {
        await using var aws = await FakeAws.StartAsync();

        var e = await Assert.ThrowsAsync<StartException>(() => AgreeAsync(aws, ("StepFlow:Aws:Account", "999999999999")));

        Assert.Contains("agrees to 999999999999, which is another account", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_machine_that_is_not_deployed_is_named()
    {
        await using var aws = await FakeAws.StartAsync();

        var e = await Assert.ThrowsAsync<StartException>(() => AgreeAsync(aws, ("StepFlow:Aws:Account", "111122223333")));

        Assert.Contains("flow: StateMachineDoesNotExist", e.Message, StringComparison.Ordinal);
        Assert.Contains("StepFlow:Aws:StateMachines:NAME", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_agreement_the_deployed_arns_are_used()
    {
        await using var aws = await FakeAws.StartAsync();
        await aws.CreateStateMachineAsync("deployed-flow");

        var arns = await AgreeAsync(
            aws,
            ("StepFlow:Aws:Account", "111122223333"),
            ("StepFlow:Aws:StateMachines:flow", "arn:aws:states:eu-west-1:111122223333:stateMachine:deployed-flow"));

        Assert.Equal("arn:aws:states:eu-west-1:111122223333:stateMachine:deployed-flow", arns.Of(FakeAws.Flow));
    }

    [Theory]
    [InlineData("<!doctype html><html><body>Sign in<br></body></html>")]
    [InlineData("<Other><Thing/></Other>")]
    public async Task Who_answers_in_the_place_of_sts_is_named(string answer)
    {
        await using var aws = await FakeAws.StartAsync();
        aws.Answer = answer;

        var e = await Assert.ThrowsAsync<StartException>(() => AgreeAsync(aws));

        Assert.Contains("is not STS. Look at AWS_ENDPOINT_URL_STS", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AWS_ENDPOINT_URL_STS", "sts.local", "AWS_ENDPOINT_URL_STS is 'sts.local', not a URL such as http://127.0.0.1:4566.")]
    [InlineData("AWS_ENDPOINT_URL_SFN", "http://127.0.0.1:9", "Step Functions at http://127.0.0.1:9/ does not answer: ")]
    public async Task An_address_that_leads_nowhere_is_named(string variable, string value, string sentence)
    {
        await using var aws = await FakeAws.StartAsync();
        aws.Variables[variable] = value;

        var e = await Assert.ThrowsAsync<StartException>(() => AgreeAsync(aws, ("StepFlow:Aws:Account", "111122223333")));

        Assert.StartsWith(sentence, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_setting_the_region_is_that_of_the_terminal()
    {
        await using var aws = await FakeAws.StartAsync();
        aws.Variables["AWS_REGION"] = "eu-west-1";
        await aws.CreateStateMachineAsync("flow");

        var arns = await AgreeAsync(aws, ("StepFlow:Region", ""), ("StepFlow:Aws:Account", "111122223333"));

        Assert.Equal("arn:aws:states:eu-west-1:111122223333:stateMachine:flow", arns.Of(FakeAws.Flow));
        Assert.Contains("/eu-west-1/sts/aws4_request", aws.Authorization, StringComparison.Ordinal);
    }

    private static Task<Arns> AgreeAsync(FakeAws aws, params (string Name, string Value)[] settings) => AwsHome.AgreeAsync(
        new AppModel(AppContext.BaseDirectory, [FakeAws.Flow]),
        new HostSettings(
            new ConfigurationBuilder()
                .AddInMemoryCollection([new("StepFlow:Region", "eu-west-1")])
                .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value)))
                .Build(),
            AppContext.BaseDirectory),
        ConsoleOutput.To(aws.Output.Add, []),
        TimeProvider.System,
        aws.Surroundings,
        Cancellation);

    /// <summary>STS as one fixed answer, and Step Functions as our own service in that account.</summary>
    private sealed class FakeAws : IAsyncDisposable
    {
        public static readonly StateMachineResource Flow = new("flow", "flow.asl.json", StepFlow.StepFunctions.Catalog.StateMachineType.Standard);

        private readonly WebApplication _sts;
        private readonly StandaloneService _stepFunctions;

        private FakeAws(WebApplication sts, StandaloneService stepFunctions) => (_sts, _stepFunctions) = (sts, stepFunctions);

        public List<string> Output { get; } = [];

        public string Authorization { get; private set; } = "";

        public AwsSurroundings Surroundings => new(
            _ => Task.FromResult(new AwsCredentials("AKIDEXAMPLE", "secret")),
            name => Variables.GetValueOrDefault(name) ?? (name switch
            {
                "AWS_ENDPOINT_URL_STS" => Address,
                "AWS_ENDPOINT_URL_SFN" => _stepFunctions.Address.ToString(),
                _ => null,
            }));

        public Dictionary<string, string> Variables { get; } = [];

        public string Answer { get; set; } = """
            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
              <Arn>arn:aws:iam::111122223333:user/dev</Arn><UserId>AIDA</UserId><Account>111122223333</Account>
            </GetCallerIdentityResult></GetCallerIdentityResponse>
            """;

        private string Address => _sts.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

        public static async Task<FakeAws> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
            var sts = builder.Build();
            var aws = new FakeAws(sts, await StandaloneService.StartAsync(new() { Port = 0, Region = "eu-west-1", Account = "111122223333" }, Cancellation));
            sts.MapPost("/", (HttpContext http) =>
            {
                aws.Authorization = http.Request.Headers.Authorization.ToString();
                return Results.Text(aws.Answer, "text/xml");
            });
            await sts.StartAsync(Cancellation);
            return aws;
        }

        public async Task CreateStateMachineAsync(string name)
        {
            using var client = new StepFunctionsClient(_stepFunctions.Address);
            var created = await client.CallAsync(
                "CreateStateMachine",
                StepFlow.Language.Json.JsonObject.Of(
                    ("name", name),
                    ("definition", """{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}"""),
                    ("roleArn", "arn:aws:iam::111122223333:role/stepflow")),
                Cancellation);
            Assert.Null(created.Error);
        }

        public async ValueTask DisposeAsync()
        {
            await _sts.DisposeAsync();
            await _stepFunctions.DisposeAsync();
        }
    }
}
