using StepFlow.StepFunctions.Catalog;
using Xunit;

namespace StepFlow.Tests.StepFunctions.Catalog;

public sealed class StateMachineTests
{
    private static readonly DateTimeOffset Noon = new(2025, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly StateMachine Machine = new()
    {
        Arn = "arn:aws:states:us-east-1:123456789012:stateMachine:flow",
        Name = "flow",
        Type = StateMachineType.Standard,
        CreatedAt = Noon,
        RevisionId = "r1",
    };

    [Fact]
    public void A_revision_is_published_once()
    {
        var published = Machine.Publish(Noon, "first", out var first);
        var again = published.Publish(Noon.AddDays(1), "second", out var second);

        Assert.Same(published, again);
        Assert.Same(first, second);
        Assert.Equal(1, first.Number);
    }

    [Fact]
    public void Numbers_of_deleted_versions_do_not_come_back()
    {
        var machine = Machine.Publish(Noon, null, out var first);
        machine = (machine with { Versions = machine.Versions.Remove(first) }).Publish(Noon, null, out var second);

        Assert.Equal(2, second.Number);
        Assert.Equal([second], machine.Versions);
    }

    [Fact]
    public void An_alias_shares_executions_by_weight()
    {
        var alias = new StateMachineAlias("PROD", null, [new(1, 90), new(2, 10)], Noon, Noon);

        var shares = Enumerable.Range(0, 100).Select(alias.Choose).CountBy(version => version).ToDictionary();

        Assert.Equal(90, shares[1]);
        Assert.Equal(10, shares[2]);
    }

    [Fact]
    public void Everybody_gets_the_same_instance_of_a_revision()
    {
        var store = new MemoryCatalogStore();
        var revision = new StateMachineRevision
        {
            StateMachineArn = Machine.Arn,
            RevisionId = "r1",
            Type = StateMachineType.Standard,
            Definition = "{}",
            RoleArn = "r",
            CreatedAt = Noon,
        };
        new StateMachines(store).Change(Machine.Arn, _ => (Machine, revision));

        var machines = new StateMachines(store);
        Assert.Same(machines.Find(Machine.Arn, "r1"), machines.CurrentRevision(machines.Find(Machine.Arn)!));
        Assert.Null(machines.Find(Machine.Arn, "r2"));
    }
}
