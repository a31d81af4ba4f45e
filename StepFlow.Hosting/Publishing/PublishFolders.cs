namespace StepFlow.Hosting.Publishing;

/// <summary>Where publish builds and where it writes.</summary>
/// <param name="AppHost">The AppHost's project folder.</param>
/// <param name="Output">The folder that was asked for.</param>
internal sealed record PublishFolders(string AppHost, string Output)
{
    public const string Template = "template.yaml";

    /// <summary>What becomes <c>/_</c> in the assemblies: the folder that holds the AppHost and, usually, the functions beside it.</summary>
    public string Sources => Path.GetDirectoryName(AppHost.TrimEnd(Path.DirectorySeparatorChar)) ?? AppHost;

    /// <summary>Kept between two runs, apart from what an IDE builds, and in a place that Git ignores.</summary>
    public string Artifacts => Path.Combine(AppHost, "obj", "publish");

    public string BuildOutput(LambdaFunctionResource function) => Path.Combine(Artifacts, "functions", function.Name);

    public static string ZipOf(LambdaFunctionResource function) => $"{function.Name}.zip";
}
