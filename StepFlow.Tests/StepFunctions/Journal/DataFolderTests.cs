using StepFlow.StepFunctions.Journal;
using Xunit;

namespace StepFlow.Tests.StepFunctions.Journal;

public sealed class DataFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stepflow-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_folder_in_use_is_refused_and_the_refusal_names_folder_and_owner()
    {
        using var first = DataFolder.Open(_folder.FullName);

        var refusal = Assert.Throws<DataFolderInUseException>(() => DataFolder.Open(_folder.FullName));

        Assert.Contains(_folder.FullName, refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"process {Environment.ProcessId}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_free_again_when_its_owner_lets_go()
    {
        DataFolder.Open(_folder.FullName).Dispose();

        using var second = DataFolder.Open(_folder.FullName);

        Assert.Equal(Path.Combine(_folder.FullName, "stepflow.db"), second.DatabasePath);
    }

    [Fact]
    public void Without_a_folder_nothing_is_kept()
    {
        using var none = DataFolder.Open(path: null);

        Assert.Null(none.DatabasePath);
    }
}
