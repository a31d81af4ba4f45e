using StepFlow.Cli.Verbs;
using Xunit;

namespace StepFlow.Tests.Cli;

public sealed class RunWordsTests
{
    [Theory]
    [InlineData("template.yaml --StepFlow:Gateway:Port 0", "template.yaml", "--StepFlow:Gateway:Port 0")]
    [InlineData("--StepFlow:Gateway:Port 0 template.yaml --reset", "template.yaml", "--StepFlow:Gateway:Port 0 --reset")]
    [InlineData("--StepFlow:Region=eu-west-1 --Logging:LogLevel:Default Debug", null, "--StepFlow:Region=eu-west-1 --Logging:LogLevel:Default Debug")]
    [InlineData("", null, "")]
    public void Settings_and_a_template_come_in_any_order(string line, string? template, string settings)
    {
        var words = RunWords.Parse(Split(line));

        Assert.Equal((template, settings, null), (words.Template, string.Join(' ', words.Settings), words.Problem));
    }

    [Theory]
    [InlineData("template.yaml --paramater X=1", "there is no option --paramater. Options are --parameter, ")]
    [InlineData("--fooo", "there is no option --fooo.")]
    [InlineData("-x", "there is no option -x.")]
    [InlineData("a.yaml b.yaml", "'b.yaml' is one word too many: the template is a.yaml")]
    [InlineData("--StepFlow:Gateway:Port", "the setting --StepFlow:Gateway:Port has no value")]
    [InlineData("--StepFlow:Gateway:Port --reset", "the setting --StepFlow:Gateway:Port has no value")]
    public void Anything_else_is_named(string line, string problem) => Assert.StartsWith(problem, RunWords.Parse(Split(line)).Problem, StringComparison.Ordinal);

    private static string[] Split(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
