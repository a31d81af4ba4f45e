using System.Text;
using StepFlow.Hosting;
using StepFlow.Hosting.Publishing;
using Xunit;

namespace StepFlow.Tests.Hosting.Publishing;

public sealed class PublishOutputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("stepflow-output-").FullName;

    private string Output => Path.Combine(_folder, "out");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_an_earlier_publish_wrote_goes_and_everything_else_stays()
    {
        Publish("template.yaml", "old.zip", "changed.zip", "machines/old.json");
        File.WriteAllText(Path.Combine(Output, "changed.zip"), "by hand");
        File.WriteAllText(Path.Combine(Output, "samconfig.toml"), "the user's");

        var removed = Publish("template.yaml", "new.zip");

        Assert.Equal(["machines/old.json", "old.zip"], removed);
        Assert.Equal([".stepflow-publish", "changed.zip", "new.zip", "samconfig.toml", "template.yaml"], Entries());
    }

    [Fact]
    public void A_list_from_elsewhere_reaches_nothing_beyond_the_folder()
    {
        Publish("a.zip");
        var outside = Path.Combine(_folder, "a.zip");
        File.Copy(Path.Combine(Output, "a.zip"), outside);
        var list = Path.Combine(Output, ".stepflow-publish");
        File.WriteAllText(list, File.ReadAllText(list).Replace("a.zip", "../a.zip", StringComparison.Ordinal));

        Assert.Empty(Publish("b.zip"));
        Assert.True(File.Exists(outside));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_found_before_anything_is_built()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");

        Assert.Equal($"'{file}' (--output) is a file. Name a folder; it is made where it is not there.", Assert.Throws<StartException>(() => PublishOutput.Open(file)).Message);
        Assert.StartsWith(
            $"Nothing can be written to '{Path.Combine(file, "below")}' (--output): ",
            Assert.Throws<StartException>(() => PublishOutput.Open(Path.Combine(file, "below"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Looking_whether_the_folder_can_be_written_leaves_nothing_in_it()
    {
        PublishOutput.Open(Output);

        Assert.Empty(Entries());
    }

    private IReadOnlyCollection<string> Publish(params string[] names)
    {
        var output = PublishOutput.Open(Output);
        foreach (var name in names)
        {
            output.Write(name, Encoding.UTF8.GetBytes(name));
        }

        return output.RemoveOlder();
    }

    private string[] Entries() => [.. Directory.EnumerateFileSystemEntries(Output).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
