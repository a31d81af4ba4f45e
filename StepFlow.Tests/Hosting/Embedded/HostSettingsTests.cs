using Microsoft.Extensions.Configuration;
using StepFlow.Hosting;
using StepFlow.Hosting.Embedded;
using Xunit;

namespace StepFlow.Tests.Hosting.Embedded;

public sealed class HostSettingsTests
{
    [Fact]
    public void A_service_has_its_port_unless_a_setting_says_otherwise()
    {
        Assert.Equal(3000, Settings().Door("Gateway", HostSettings.GatewayPort).Port);
        Assert.Equal(0, Settings(("StepFlow:Gateway:Port", "0")).Door("gateway", HostSettings.GatewayPort).Port);
        Assert.Equal(0, Settings(("StepFlow:FreePorts", "true")).Door("Console", HostSettings.ConsolePort).Port);
        Assert.Equal(4000, Settings(("StepFlow:FreePorts", "true"), ("StepFlow:Console:Port", "4000")).Door("Console", HostSettings.ConsolePort).Port);
    }

    [Fact]
    public void The_only_api_is_the_gateway_and_each_of_several_has_a_setting_of_its_own()
    {
        Assert.Equal(3000, Settings().GatewayDoor("shop", ["shop"]).Port);
        Assert.Equal(4000, Settings(("StepFlow:Gateway:Port", "4000")).GatewayDoor("shop", ["shop"]).Port);
        Assert.Equal(4001, Settings(("StepFlow:Gateway:Port", "4000"), ("StepFlow:Shop:Port", "4001")).GatewayDoor("shop", ["shop"]).Port);
        Assert.Equal([3000, 0], new[] { "shop", "bank" }.Select(api => Settings().GatewayDoor(api, ["shop", "bank"]).Port));
        Assert.Equal([4000, 0], new[] { "gateway", "bank" }.Select(api => Settings(("StepFlow:Gateway:Port", "4000")).GatewayDoor(api, ["gateway", "bank"]).Port));

        var e = Assert.Throws<StartException>(() => Settings(("StepFlow:Gateway:Port", "4000")).GatewayDoor("shop", ["shop", "bank"]));
        Assert.EndsWith("Each has a setting of its own: StepFlow:Shop:Port, StepFlow:Bank:Port.", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("StepFlow:Gateway:Port", "70000")]
    [InlineData("StepFlow:Gateway:Port", "many")]
    [InlineData("StepFlow:FreePorts", "perhaps")]
    public void A_setting_that_makes_no_sense_is_named(string name, string value) =>
        Assert.Contains(name, Assert.Throws<StartException>(() => Settings((name, value)).Door("Gateway", 3000)).Message, StringComparison.Ordinal);

    [Fact]
    public void Data_lies_beside_the_app_host_unless_a_setting_says_otherwise()
    {
        Assert.Equal(Path.Combine(Path.GetTempPath(), "app", ".stepflow"), Settings().DataDirectory);
        Assert.Equal(Path.Combine(Path.GetTempPath(), "app", "elsewhere"), Settings(("StepFlow:Data", "elsewhere")).DataDirectory);
    }

    [Theory]
    [InlineData(
        "TestTool",
        "StepFlow:Lambda is TestTool, which only Aspire starts. Run the AppHost under Aspire (Orchestrator=Aspire), or leave the setting out: StepFlow runs functions and gateway itself.")]
    [InlineData("Foo", "StepFlow:Lambda is 'Foo'. It may be StepFlow, or TestTool under Aspire.")]
    public async Task Functions_that_this_host_cannot_have_run_elsewhere_are_no_start(string value, string sentence)
    {
        var e = await Assert.ThrowsAsync<StartException>(() => StepFlowHost.StartAsync(
            _ => { }, new() { Configuration = new Dictionary<string, string> { ["StepFlow:Lambda"] = value } }, TestContext.Current.CancellationToken));

        Assert.Equal(sentence, e.Message);
    }

    [Fact]
    public void An_address_that_cannot_be_called_is_named() => Assert.Equal(
        "StepFlow:LocalStack:Endpoint is 'localhost:4566', not a URL such as http://127.0.0.1:4566.",
        Assert.Throws<StartException>(() => Settings(("StepFlow:LocalStack:Endpoint", "localhost:4566")).LocalStackEndpoint).Message);

    private static HostSettings Settings(params (string Name, string Value)[] settings) => new(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value))).Build(),
        Path.Combine(Path.GetTempPath(), "app"));
}
