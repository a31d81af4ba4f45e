using StepFlow.StepFunctions.Catalog;
using Xunit;

namespace StepFlow.Tests.StepFunctions.Catalog;

/// <summary>What every store of the catalog must do; run over each of them.</summary>
public abstract class CatalogStoreContract
{
    protected static readonly DateTimeOffset Noon = new(2025, 1, 1, 12, 0, 0, 7, TimeSpan.Zero);

    private const string Arn = "arn:aws:states:us-east-1:123456789012:stateMachine:flow";

    private static readonly StateMachineRevision First = new()
    {
        StateMachineArn = Arn,
        RevisionId = "r1",
        IsInitial = true,
        Type = StateMachineType.Express,
        Definition = """{"StartAt":"é"}""",
        RoleArn = "arn:aws:iam::123456789012:role/r",
        CreatedAt = Noon,
        Logging = new(LogLevel.All, IncludeExecutionData: true, ["arn:aws:logs:us-east-1:123456789012:log-group:g:*"]),
        Tracing = true,
        Encryption = new(EncryptionConfiguration.CustomerManagedKey, "key", 300),
    };

    private static readonly StateMachine Machine = new()
    {
        Arn = Arn,
        Name = "flow",
        Type = StateMachineType.Express,
        CreatedAt = Noon,
        RevisionId = "r1",
        LastVersion = 3,
        Versions = [new(2, "r1", Noon, "two"), new(3, "r1", Noon, Description: null)],
        Aliases = [new("PROD", "live", [new(2, 90), new(3, 10)], Noon, Noon.AddSeconds(1))],
        Tags = [new("team", "é"), new("empty", "")],
    };

    /// <summary>The store, or the same store opened again.</summary>
    protected abstract ICatalogStore Open();

    [Fact]
    public void What_was_saved_is_there_when_the_store_is_opened_again()
    {
        Open().Save(new CatalogChange.StateMachineSaved(Machine, First));

        var store = Open();
        var machine = Assert.Single(store.Load().StateMachines);
        Assert.Equal(Machine.ToJson().ToString(), machine.ToJson().ToString());
        Assert.Equal(First, store.FindRevision(Arn, "r1"));
        Assert.Null(store.FindRevision(Arn, "r2"));
    }

    [Fact]
    public void The_last_state_of_a_machine_counts_and_revisions_stay()
    {
        var store = Open();
        store.Save(new CatalogChange.StateMachineSaved(Machine, First));
        store.Save(new CatalogChange.StateMachineSaved(Machine with { RevisionId = "r2" }, First with { RevisionId = "r2", IsInitial = false }));
        store.Save(new CatalogChange.StateMachineRemoved(Arn));

        store = Open();
        Assert.Empty(store.Load().StateMachines);
        Assert.Equal("r1", store.FindRevision(Arn, "r1")!.RevisionId);
        Assert.Equal("r2", store.FindRevision(Arn, "r2")!.RevisionId);
    }

    [Fact]
    public void Activities_are_kept_and_removed()
    {
        var activity = new ActivityResource
        {
            Arn = "arn:aws:states:us-east-1:123456789012:activity:work",
            Name = "work",
            CreatedAt = Noon,
            Encryption = new(EncryptionConfiguration.AwsOwnedKey),
            Tags = [new("a", "b")],
        };
        Open().Save(new CatalogChange.ActivitySaved(activity));
        var kept = Assert.Single(Open().Load().Activities);
        Assert.Equal(activity.ToJson().ToString(), kept.ToJson().ToString());

        Open().Save(new CatalogChange.ActivityRemoved(activity.Arn));
        Assert.Empty(Open().Load().Activities);
    }
}

public sealed class MemoryCatalogStoreTests : CatalogStoreContract
{
    private readonly MemoryCatalogStore _store = new();

    protected override ICatalogStore Open() => _store;
}

public sealed class SqliteCatalogStoreTests : CatalogStoreContract, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("stepflow-").FullName;
    private SqliteCatalogStore? _store;

    public void Dispose()
    {
        _store?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    protected override ICatalogStore Open()
    {
        _store?.Dispose();
        return _store = new(Path.Combine(_folder, "stepflow.db"));
    }
}
