using System.Xml.Linq;
using Xunit;

namespace StepFlow.Tests.Architecture;

/// <summary>Who may reference whom: the table of docs/architecture.md, read from the project files.</summary>
public sealed class ReferenceTableTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["StepFlow.Language"] = [],
        ["StepFlow.Aws"] = [],
        ["StepFlow.StepFunctions"] = ["StepFlow.Language", "StepFlow.Aws"],
        ["StepFlow.Lambda"] = ["StepFlow.Aws"],
        ["StepFlow.Gateway"] = ["StepFlow.Aws"],
        ["StepFlow.Traces"] = [],
        ["StepFlow.Console"] = ["StepFlow.StepFunctions", "StepFlow.Lambda", "StepFlow.Gateway", "StepFlow.Language", "StepFlow.Aws", "StepFlow.Traces"],
        ["StepFlow.Hosting"] =
        [
            "StepFlow.Language", "StepFlow.Aws", "StepFlow.StepFunctions", "StepFlow.Lambda", "StepFlow.Gateway", "StepFlow.Console", "StepFlow.Traces", "StepFlow.ServiceDefaults",
        ],
        ["StepFlow.Cli"] = ["StepFlow.Functions", "StepFlow.Hosting"],
        ["StepFlow.ServiceDefaults"] = [],
        ["StepFlow.Functions"] = [],
        ["StepFlow.Trigger"] = ["StepFlow.Functions", "StepFlow.ServiceDefaults"],
        ["StepFlow.Worker"] = ["StepFlow.Functions", "StepFlow.ServiceDefaults"],
        ["StepFlow.AppHost"] = ["StepFlow.Hosting", "StepFlow.Aspire.Hosting", "StepFlow.Cli", "StepFlow.Trigger", "StepFlow.Worker"],
        ["StepFlow.Aspire.Hosting"] = ["StepFlow.Hosting"],
    };

    // These may see everything.
    private static readonly string[] Free = ["StepFlow.Tests", "StepFlow.Aspire.Tests", "StepFlow.Benchmarks"];

    private static readonly string Root = FindRoot();

    public static TheoryData<string> Projects =>
        [.. Directory.EnumerateFiles(Root, "*.csproj", SearchOption.AllDirectories).Select(p => Path.GetRelativePath(Root, p)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_the_table_allows(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        if (Free.Contains(name))
        {
            return;
        }

        Assert.True(Allowed.TryGetValue(name, out var allowed), $"{name} is not in the table: add it there and in docs/architecture.md.");
        var references = ReferencesOf(path).Select(r => Path.GetFileNameWithoutExtension((string)r.Attribute("Include")!));

        Assert.All(references, reference => Assert.Contains(reference, allowed));
    }

    [Fact]
    public void The_language_has_no_packages_and_no_web_framework()
    {
        var project = XDocument.Load(Path.Combine(Root, "StepFlow.Language", "StepFlow.Language.csproj"));

        Assert.DoesNotContain(project.Descendants(), e => e.Name.LocalName is "PackageReference" or "FrameworkReference");
    }

    [Fact]
    public void The_app_host_runs_its_functions_as_projects_and_links_no_code_of_theirs()
    {
        var linked = ReferencesOf(Path.Combine("StepFlow.AppHost", "StepFlow.AppHost.csproj"))
            .Where(r => (string?)r.Attribute("ReferenceOutputAssembly") is "true")
            .Select(r => Path.GetFileNameWithoutExtension((string)r.Attribute("Include")!));

        Assert.Equal(["StepFlow.Hosting"], linked);
    }

    [Fact]
    public void Every_project_is_at_top_level() =>
        Assert.All(Projects, row => Assert.Equal(Path.GetFileNameWithoutExtension(row.Data), Path.GetDirectoryName(row.Data)));

    private static IEnumerable<XElement> ReferencesOf(string path) =>
        XDocument.Load(Path.Combine(Root, path)).Descendants("ProjectReference").Where(r => r.Attribute("Include") is not null);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "StepFlow.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("StepFlow.sln is in no folder above the tests.");
    }
}
