using StepFlow.Hosting;
using StepFlow.Hosting.Publishing;

namespace StepFlow.Tests.Hosting.Publishing;

/// <summary>Applications that are described in a test, as if their functions had been built.</summary>
internal sealed class Publications : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("stepflow-publication-").FullName;

    public string Folder => _folder;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public string Definition(string name, string json)
    {
        File.WriteAllText(Path.Combine(_folder, name), json);
        return name;
    }

    /// <summary>The template of what a test describes.</summary>
    public string TemplateOf(Action<IDistributedApplicationBuilder> describe) => SamTemplate.Write(Of(describe));

    public Publication Of(Action<IDistributedApplicationBuilder> describe)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { ProjectDirectory = _folder });
        describe(builder);
        var model = new AppModel(_folder, [.. builder.Resources]);
        return new(
            model,
            "x86_64",
            model.Functions.ToDictionary(f => f, f => new FunctionPackage("Some.Function", "dotnet10", "Some.Function.csproj", [])),
            model.StateMachines.ToDictionary(m => m, m => PublishedDefinition.Read(m, _folder)));
    }

    public sealed class SomeProject : IProjectMetadata
    {
        public string ProjectPath => "Some.Function.csproj";

        public string AssemblyPath => "Some.Function.dll";
    }
}
