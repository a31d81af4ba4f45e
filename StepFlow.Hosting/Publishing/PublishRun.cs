using System.Text;
using StepFlow.Hosting.Definitions;

namespace StepFlow.Hosting.Publishing;

/// <summary>Writes what AWS needs to run an application: a SAM template, its definition files, and a zip for each function.</summary>
internal sealed class PublishRun(AppModel model, PublishOptions options)
{
    /// <summary>What was done and what comes next, to be shown; a <see cref="StartException"/> or <see cref="DefinitionFileException"/> where it cannot be done.</summary>
    public async Task<string> RunAsync(Action<string> progress, CancellationToken cancellation)
    {
        options.Checked(model);
        var folders = new PublishFolders(model.Directory, Path.GetFullPath(options.Output!));

        // What takes no time to find is found before anything is built.
        AwsLimits.Check(options.ZipOnly is null ? model : new AppModel(model.Directory, [.. model.Functions.Where(options.IsZipped)]), isDeployed: true);
        var definitions = options.ZipOnly is null
            ? model.StateMachines.ToDictionary(machine => machine, machine => PublishedDefinition.Read(machine, model.Directory))
            : [];
        _ = new LogicalIds(model);
        var output = PublishOutput.Open(folders.Output);

        Dictionary<LambdaFunctionResource, FunctionPackage> packages = [];
        foreach (var function in model.Functions.Where(options.IsZipped))
        {
            progress($"Building {function.Name} from {function.Project?.ProjectPath}");
            packages.Add(function, await FunctionPackage.BuildAsync(function, folders, options.Architecture, cancellation));
        }

        return Written(folders, output, packages, definitions);
    }

    private string Written(
        PublishFolders folders,
        PublishOutput output,
        Dictionary<LambdaFunctionResource, FunctionPackage> packages,
        Dictionary<StateMachineResource, PublishedDefinition> definitions)
    {
        try
        {
            foreach (var (function, package) in packages)
            {
                output.Write(PublishFolders.ZipOf(function), package.Zip);
            }

            if (options.ZipOnly is not null)
            {
                return PublishSummary.OfZip(folders, packages.Single());
            }

            foreach (var definition in definitions.Values)
            {
                output.Write(definition.Uri, Encoding.UTF8.GetBytes(definition.Text));
            }

            var app = new Publication(model, options.Architecture, packages, definitions);
            output.Write(PublishFolders.Template, Encoding.UTF8.GetBytes(SamTemplate.Write(app)));
            return PublishSummary.Of(app, folders, output.RemoveOlder());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw PublishOutput.CannotBeWritten(folders.Output, e);
        }
    }
}
