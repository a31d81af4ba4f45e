using StepFlow.Hosting.Sam.Programs;
using StepFlow.Hosting.Sam.Templates;
using Xunit;

namespace StepFlow.Tests.Hosting.Sam;

public sealed class RuntimeCommandsTests
{
    [Fact]
    public void The_command_of_the_very_runtime_comes_before_that_of_its_family() =>
        Assert.Equal("new app.handler", Command("python3.12", new() { ["python"] = "old {handler}", ["python3.12"] = "new {handler}" }));

    [Fact]
    public void A_family_is_a_beginning_of_the_name() =>
        Assert.Equal("old app.handler", Command("python3.13", new() { ["python"] = "old {handler}", ["python3.12"] = "new {handler}" }));

    [Fact]
    public void A_client_that_is_installed_is_used_without_being_told() =>
        Assert.Equal("/usr/bin/python3.12 -m awslambdaric app.handler", Command("python3.12", [], new Installed()));

    [Theory]
    [InlineData("a b  c", "a|b|c")]
    [InlineData("a 'b c' \"d 'e'\"", "a|b c|d 'e'")]
    [InlineData("a ''", "a|")]
    [InlineData("--x='y z'", "--x=y z")]
    public void Words_are_split_as_in_a_shell(string command, string words) => Assert.Equal(words, string.Join('|', CommandWords.Of(command)));

    private static string Command(string runtime, Dictionary<string, string> given, IInstalledClients? installed = null) =>
        new RuntimeCommands(given, installed ?? new Templates.NothingInstalled())
            .Of(new(new("F", "AWS::Serverless::Function", new(1, 1), TemplateMap.Empty, null, TemplateMap.Empty), "F", runtime, "app.handler", ".", null, null), Path.GetTempPath())
            .ToString();

    private sealed class Installed : IInstalledClients
    {
        public string? PythonWith(string module, string runtime) => $"/usr/bin/{runtime}";

        public string? NodeProgram(string name, string directory) => null;
    }
}
