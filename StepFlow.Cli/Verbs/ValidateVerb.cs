using System.CommandLine;
using System.Reflection;
using StepFlow.Language.Validation;
using StepFlow.Language.Validation.Reporting;

namespace StepFlow.Cli.Verbs;

/// <summary><c>stepflow validate FILE…</c>: what CreateStateMachine would say about these definitions.</summary>
internal static class ValidateVerb
{
    private const int Refused = 1;
    private const int Unreadable = 2;

    public static Command Create()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Definitions in Amazon States Language (JSON). Tokens such as ${Token} stand for any value.",
            Arity = ArgumentArity.OneOrMore,
        };
        var format = new Option<string>("--format") { Description = "How to write the findings.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "sarif");
        var type = new Option<MachineType>("--type") { Description = "The type the state machines are to have.", DefaultValueFactory = _ => MachineType.Standard };
        var command = new Command("validate", "Validates definitions as AWS does; exit code 1 where it would refuse one.") { files, format, type };
        command.SetAction(async (parsed, cancellation) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var options = new ValidationOptions(parsed.GetValue(type), AllowSubstitutions: true);
            List<FileReport> reports = [];
            foreach (var file in parsed.GetValue(files)!)
            {
                try
                {
                    reports.Add(FileReport.Of(file, await File.ReadAllTextAsync(file, cancellation), options));
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    await parsed.InvocationConfiguration.Error.WriteLineAsync($"stepflow validate: {file} cannot be read: {e.Message}");
                    return Unreadable;
                }
            }

            await output.WriteAsync(Written(parsed.GetValue(format)!, reports));
            return reports.All(r => r.IsValid) ? 0 : Refused;
        });
        return command;
    }

    private static string Written(string format, List<FileReport> reports)
    {
        using var writer = new StringWriter();
        switch (format)
        {
            case "json":
                JsonReport.Write(writer, reports);
                break;
            case "sarif":
                SarifReport.Write(writer, reports, Version());
                break;
            default:
                TextReport.Write(writer, reports);
                break;
        }

        return writer.ToString();
    }

    private static string Version() =>
        typeof(ValidateVerb).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
