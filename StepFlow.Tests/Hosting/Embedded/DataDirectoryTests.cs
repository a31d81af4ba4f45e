using Microsoft.Extensions.Configuration;
using StepFlow.Hosting;
using StepFlow.Hosting.Embedded;
using StepFlow.StepFunctions.Journal;
using Xunit;

namespace StepFlow.Tests.Hosting.Embedded;

public sealed class DataDirectoryTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("stepflow-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Reset_empties_what_stepflow_made()
    {
        var folder = DataDirectory.Prepare(Settings())!;
        File.WriteAllText(Path.Combine(folder, "stepflow.db"), "old");

        Assert.True(File.Exists(Path.Combine(DataDirectory.Prepare(Settings())!, "stepflow.db")));
        Assert.Equal("*\n", File.ReadAllText(Path.Combine(folder, ".gitignore")));
        Assert.False(File.Exists(Path.Combine(DataDirectory.Prepare(Settings(("StepFlow:Reset", "true")))!, "stepflow.db")));
    }

    [Fact]
    public void Reset_does_not_touch_a_folder_of_somebody_else()
    {
        Directory.CreateDirectory(Path.Combine(_root, "photos"));
        File.WriteAllText(Path.Combine(_root, "photos", "summer.jpg"), "dear");

        var e = Assert.Throws<StartException>(() => DataDirectory.Prepare(Settings(("StepFlow:Data", "photos"), ("StepFlow:Reset", "true"))));

        Assert.Contains("photos", e.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_root, "photos", "summer.jpg")));
    }

    [Fact]
    public void Reset_does_not_pull_the_folder_from_under_a_running_host()
    {
        using var held = DataFolder.Open(DataDirectory.Prepare(Settings()));

        Assert.Throws<DataFolderInUseException>(() => DataDirectory.Prepare(Settings(("StepFlow:Reset", "true"))));
    }

    [Fact]
    public void Nothing_is_made_where_nothing_is_to_be_kept()
    {
        Assert.Null(DataDirectory.Prepare(Settings(("StepFlow:Ephemeral", "true"))));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_root));
    }

    private HostSettings Settings(params (string Name, string Value)[] settings) => new(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value))).Build(), _root);
}
