using StepFlow.Hosting;
using Xunit;

namespace StepFlow.Tests.Hosting.Model;

public sealed class CommandLineTests
{
    [Fact]
    public void Settings_flags_and_the_verb_stand_in_any_order()
    {
        var line = CommandLine.Parse(
            ["--StepFlow:Region", "eu-west-1", "--reset", "publish", "--StepFlow:Offset=-1", "-o", "out", "--ephemeral=false", "--StepFlow:Number", "-1", "--architecture=arm64"]);

        Assert.Null(line.Refusal);
        Assert.Equal(["--StepFlow:Region", "eu-west-1", "--StepFlow:Offset=-1", "--StepFlow:Number", "-1"], line.Settings);
        Assert.Equal([new("StepFlow:Reset", "true"), new("StepFlow:Ephemeral", "false")], line.Flags);
        Assert.Equal(("out", "arm64", null), (line.Publish?.Output, line.Publish?.Architecture, line.Publish?.ZipOnly));
    }

    [Theory]
    [InlineData("mode=fast")]
    [InlineData("--mode=fast")]
    [InlineData("--mode", "fast")]
    [InlineData("/Mode:Of", "fast")]
    public void Settings_of_the_application_itself_are_none_of_our_business(params string[] args)
    {
        var line = CommandLine.Parse(args);

        Assert.Null(line.Refusal);
        Assert.Equal(args, line.Settings);
    }

    [Theory]
    [InlineData("'publich' is not understood. See --help.", "publich", "--output", "out")]
    [InlineData("'-x' is not understood. See --help.", "-x")]
    [InlineData("'out' is not understood by publish. See --help.", "publish", "out")]
    [InlineData("'--mode' is not understood by publish. See --help.", "publish", "--output", "out", "--mode", "fast")]
    [InlineData("--output needs a value. See --help.", "publish", "--output", "--zip-only", "worker")]
    [InlineData("--zip-only needs a value. See --help.", "publish", "--output", "out", "--zip-only=")]
    [InlineData("--StepFlow:Data needs a value, as in --StepFlow:Data VALUE or --StepFlow:Data=VALUE. See --help.", "--StepFlow:Data", "--reset")]
    public async Task What_is_not_understood_is_said_and_starts_nothing(string sentence, params string[] args)
    {
        var line = CommandLine.Parse(args);
        await using var app = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, ProjectDirectory = AppContext.BaseDirectory }).Build();

        Assert.Equal(sentence, line.Refusal);
        Assert.Equal(sentence, (await Assert.ThrowsAsync<StartException>(() => app.StartAsync(TestContext.Current.CancellationToken))).Message);
    }
}
