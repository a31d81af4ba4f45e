using System.CommandLine;
using StepFlow.Hosting;
using StepFlow.Hosting.Sam;

namespace StepFlow.Cli.Verbs;

/// <summary><c>stepflow run TEMPLATE</c>: a SAM project as it is, until Ctrl-C.</summary>
internal static class RunVerb
{
    private const int CannotStart = 1;
    private const int WrongArguments = 2;

    private static readonly string[] UsualNames = ["template.yaml", "template.yml", "template.json", "serverless.template"];

    public static Command Create()
    {
        var file = new Argument<string?>("TEMPLATE") { Description = $"A SAM or CloudFormation template; without it {string.Join(", ", UsualNames)} in this folder.", Arity = ArgumentArity.ZeroOrOne };
        var parameters = new Option<string[]>("--parameter", "-p") { Description = "Name=Value for a parameter of the template; may be given several times." };
        var runtimes = new Option<string[]>("--runtime") { Description = "runtime='command {handler}': what speaks the Runtime API for functions of that runtime, such as python3.12, or of all that begin so, such as python." };
        var stack = new Option<string?>("--stack-name") { Description = "AWS::StackName; the folder's name by default." };
        var command = new Command("run", "Runs a SAM project: its functions, state machines and APIs. Settings as in an AppHost: --StepFlow:Gateway:Port 0") { file, parameters, runtimes, stack };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancellation) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);

            // The parser puts whatever comes first in the place of the template.
            var words = RunWords.Parse([.. parsed.GetValue(file) is { } first ? [first] : Array.Empty<string>(), .. parsed.UnmatchedTokens]);
            if (words.Problem is { } problem)
            {
                await error.WriteLineAsync($"stepflow run: {problem}.");
                return WrongArguments;
            }

            if (TemplateFile(words.Template) is not { } template)
            {
                await error.WriteLineAsync($"stepflow run: there is no template here. Name one, or go to a folder with {string.Join(", ", UsualNames)}.");
                return WrongArguments;
            }

            if (Pairs(parsed.GetValue(parameters)) is not { } values || Pairs(parsed.GetValue(runtimes)) is not { } commands)
            {
                await error.WriteLineAsync("stepflow run: --parameter and --runtime are written Name=Value.");
                return WrongArguments;
            }

            try
            {
                var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
                {
                    Args = words.Settings,
                    ProjectDirectory = Path.GetDirectoryName(template),
                });
                var options = new SamOptions
                {
                    File = template,
                    Parameters = values,
                    Runtimes = commands,
                    StackName = parsed.GetValue(stack),
                    Launcher = [typeof(RunVerb).Assembly.Location, LaunchVerb.Name],
                };
                foreach (var note in await builder.AddSamTemplateAsync(options, output.WriteLine, cancellation))
                {
                    await output.WriteLineAsync($"{Path.GetFileName(template)}: {note}");
                }

                await builder.Build().RunAsync(cancellation);
                return Environment.ExitCode;
            }
            catch (Exception e) when (e is StartException or InvalidOperationException)
            {
                await error.WriteLineAsync($"stepflow run: {e.Message}");
                return CannotStart;
            }
        });
        return command;
    }

    private static string? TemplateFile(string? given) => given is not null
        ? Path.GetFullPath(given)
        : UsualNames.Select(Path.GetFullPath).FirstOrDefault(File.Exists);

    private static Dictionary<string, string>? Pairs(string[]? texts)
    {
        Dictionary<string, string> pairs = new(StringComparer.Ordinal);
        foreach (var text in texts ?? [])
        {
            if (text.Split('=', 2) is not [{ Length: > 0 } name, var value])
            {
                return null;
            }

            pairs[name] = value;
        }

        return pairs;
    }
}
