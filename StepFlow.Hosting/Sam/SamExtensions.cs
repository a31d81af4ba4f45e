using Microsoft.Extensions.Configuration;
using StepFlow.Hosting.Embedded;
using StepFlow.Hosting.Sam.Programs;
using StepFlow.Hosting.Sam.Templates;

namespace StepFlow.Hosting.Sam;

/// <summary>Runs SAM and CloudFormation templates as they are.</summary>
public static class SamExtensions
{
    private const string RuntimesSection = "StepFlow:Runtimes";

    /// <summary>
    /// Adds the functions, state machines and APIs of a template, and builds its .NET functions. Answers what is not as on AWS, a
    /// sentence each; a template that cannot be run at all is a <see cref="StartException"/>.
    /// </summary>
    public static async Task<IReadOnlyList<string>> AddSamTemplateAsync(
        this IDistributedApplicationBuilder builder, SamOptions options, Action<string>? progress = null, CancellationToken cancellation = default)
    {
        var file = Path.GetFullPath(options.File);
        try
        {
            var template = Template.Parse(file, await File.ReadAllTextAsync(file, cancellation));
            var settings = new HostSettings(builder.Configuration, builder.AppHostDirectory);
            var folders = new BuildFolders(template.Directory);
            var programs = new FunctionPrograms(
                new(folders, options.Launcher, progress ?? (static _ => { })), new(RuntimesOf(options, builder.Configuration), new InstalledClients()), folders);
            var stack = options.StackName is { } given ? StackName.Checked(given) : StackName.OfFolder(Path.GetFileName(template.Directory));
            var project = new SamProject(template, new(settings.Region, settings.Account, stack), options.Parameters, programs);
            foreach (var resource in await project.ResourcesAsync(cancellation))
            {
                builder.AddResource(resource);
            }

            return project.Notes;
        }
        catch (TemplateException e)
        {
            throw new StartException(e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The template {file} cannot be read: {e.Message}", e);
        }
    }

    // What is given for this run comes before what the settings beside the template say.
    private static Dictionary<string, string> RuntimesOf(SamOptions options, ConfigurationManager configuration)
    {
        var runtimes = configuration.GetSection(RuntimesSection).GetChildren()
            .Where(child => child.Value is { Length: > 0 })
            .ToDictionary(child => child.Key, child => child.Value!, StringComparer.OrdinalIgnoreCase);
        foreach (var (runtime, command) in options.Runtimes)
        {
            runtimes[runtime] = command;
        }

        return runtimes;
    }
}
