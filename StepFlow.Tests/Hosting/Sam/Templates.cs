using StepFlow.Hosting;
using StepFlow.Hosting.Sam;
using StepFlow.Hosting.Sam.Evaluating;
using StepFlow.Hosting.Sam.Programs;
using StepFlow.Hosting.Sam.Resources;
using StepFlow.Hosting.Sam.Templates;

namespace StepFlow.Tests.Hosting.Sam;

/// <summary>Templates that are written in a test.</summary>
internal static class Templates
{
    public static PseudoParameters Pseudo { get; } = new("eu-west-1", "123456789012", "shop");

    /// <summary>What one value of a template comes to; the template is the text, its member Value the value.</summary>
    public static string ValueOf(string yaml, params (string Name, string Value)[] parameters)
    {
        var template = Template.Parse("template.yaml", yaml);
        var values = new ResourceValues(template, Pseudo, parameters.ToDictionary(p => p.Name, p => p.Value));
        return values.Evaluation.Whole(template.Section("Metadata")["Value"]!)?.ToJson().ToString() ?? "nothing";
    }

    /// <summary>The application of a template whose functions are all run by one command.</summary>
    public static async Task<(IReadOnlyList<IResource> Resources, IReadOnlyList<string> Notes)> RunAsync(string yaml, string? directory = null)
    {
        directory ??= Path.GetTempPath();
        var template = Template.Parse(Path.Combine(directory, "template.yaml"), yaml);
        var folders = new BuildFolders(directory);
        var commands = new RuntimeCommands(new Dictionary<string, string> { ["nodejs"] = "client --for {handler}" }, new NothingInstalled());
        var project = new SamProject(template, Pseudo, new Dictionary<string, string>(), new(new(folders, [], _ => { }), commands, folders));
        return (await project.ResourcesAsync(CancellationToken.None), project.Notes);
    }

    /// <summary>What is wrong with a template that has one mistake.</summary>
    public static async Task<string> ErrorOfAsync(string yaml, string? directory = null) =>
        Xunit.Assert.Single((await RunAsync(yaml, directory)).Notes, note => note.StartsWith("error: ", StringComparison.Ordinal));

    public sealed class NothingInstalled : IInstalledClients
    {
        public string? PythonWith(string module, string runtime) => null;

        public string? NodeProgram(string name, string directory) => null;
    }
}
