using Microsoft.Extensions.Configuration;
using StepFlow.Hosting;
using StepFlow.Hosting.Embedded;
using Xunit;

namespace StepFlow.Tests.Hosting.Embedded;

public sealed class DataFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("stepflow-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Reset_empties_what_stepflow_made()
    {
        var folder = DataFolder.Prepare(Settings())!;
        File.WriteAllText(Path.Combine(folder, "stepflow.db"), "old");

        Assert.True(File.Exists(Path.Combine(DataFolder.Prepare(Settings())!, "stepflow.db")));
        Assert.False(File.Exists(Path.Combine(DataFolder.Prepare(Settings(("StepFlow:Reset", "true")))!, "stepflow.db")));
    }

    [Fact]
    public void Reset_does_not_touch_a_folder_of_somebody_else()
    {
        Directory.CreateDirectory(Path.Combine(_root, "photos"));
        File.WriteAllText(Path.Combine(_root, "photos", "summer.jpg"), "dear");

        var e = Assert.Throws<StartException>(() => DataFolder.Prepare(Settings(("StepFlow:Data", "photos"), ("StepFlow:Reset", "true"))));

        Assert.Contains("photos", e.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_root, "photos", "summer.jpg")));
    }

    [Fact]
    public void Nothing_is_made_where_nothing_is_to_be_kept()
    {
        Assert.Null(DataFolder.Prepare(Settings(("StepFlow:Ephemeral", "true"))));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_root));
    }

    private HostSettings Settings(params (string Name, string Value)[] settings) => new(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value))).Build(), _root);
}
