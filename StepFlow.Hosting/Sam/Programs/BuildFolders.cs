namespace StepFlow.Hosting.Sam.Programs;

/// <summary>Where functions of a template are built: beside the template, in the folder that SAM uses for its own builds.</summary>
internal sealed record BuildFolders(string TemplateDirectory)
{
    private string Root => Path.Combine(TemplateDirectory, ".aws-sam", "stepflow");

    /// <summary>An empty folder for a function or project, by a name that is made safe for file systems.</summary>
    public string Fresh(string name)
    {
        var folder = Path.Combine(Root, string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_')));
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(Root, ".gitignore"), "*\n");
        return folder;
    }
}
