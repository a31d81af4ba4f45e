namespace StepFlow.Aws.Arns;

/// <summary>The ARNs of Step Functions: one record for each kind of resource, read and written in one place.</summary>
public abstract record StatesArn(string Partition, string Region, string Account)
{
    private const string DefaultPartition = "aws";

    /// <summary>The word behind the account: stateMachine, execution, express, activity or mapRun.</summary>
    public abstract string ResourceType { get; }

    protected abstract string Resource { get; }

    /// <summary>Null where the text is an ARN of no kind known here; the caller knows which kinds it takes.</summary>
    public static StatesArn? Parse(string text)
    {
        if (!Arn.TryParse(text, out var arn) || arn.Service is not "states")
        {
            return null;
        }

        var parts = arn.Resource.Split(':');
        if (parts.Contains("", StringComparer.Ordinal))
        {
            return null;
        }

        return parts switch
        {
            ["stateMachine", var machine] => StateMachine.Read(arn, machine, qualifier: null),
            ["stateMachine", var machine, var qualifier] => StateMachine.Read(arn, machine, qualifier),
            ["execution", var machine, var name] => new Execution(arn.Partition, arn.Region, arn.Account, machine, name),
            ["express", var machine, var name, var id] => new Express(arn.Partition, arn.Region, arn.Account, machine, name, id),
            ["activity", var name] => new Activity(arn.Partition, arn.Region, arn.Account, name),
            ["mapRun", var machine, var id] => new MapRun(arn.Partition, arn.Region, arn.Account, machine, id),
            _ => null,
        };
    }

    /// <summary>The word that says what kind of resource an ARN names; null where it is no ARN of Step Functions.</summary>
    public static string? ResourceTypeOf(string text) =>
        Arn.TryParse(text, out var arn) && arn.Service is "states" ? arn.Resource.Split(':')[0] : null;

    public static StateMachine ForStateMachine(string region, string account, string name) =>
        new(DefaultPartition, region, account, name, Label: null, Qualifier: null, TestCase: null);

    public static Activity ForActivity(string region, string account, string name) =>
        new(DefaultPartition, region, account, name);

    public sealed override string ToString() => $"arn:{Partition}:states:{Region}:{Account}:{ResourceType}:{Resource}";

    /// <summary><c>stateMachine:name</c>, a version <c>:7</c>, an alias <c>:PROD</c>, a map state <c>/label</c>, a mocked <c>#testCase</c>.</summary>
    public sealed record StateMachine(
        string Partition, string Region, string Account, string Name, string? Label, string? Qualifier, string? TestCase)
        : StatesArn(Partition, Region, Account)
    {
        public override string ResourceType => "stateMachine";

        /// <summary>The number of a version; null for anything else.</summary>
        public int? Version => int.TryParse(Qualifier, out var number) && number > 0 ? number : null;

        /// <summary>The name of an alias; null for anything else.</summary>
        public string? Alias => Version is null ? Qualifier : null;

        /// <summary>The state machine itself, without version, alias, label and test case.</summary>
        public StateMachine Unqualified =>
            Label is null && Qualifier is null && TestCase is null ? this : this with { Label = null, Qualifier = null, TestCase = null };

        protected override string Resource =>
            $"{Name}{(Label is null ? "" : "/" + Label)}{(Qualifier is null ? "" : ":" + Qualifier)}{(TestCase is null ? "" : "#" + TestCase)}";

        public StateMachine Qualified(string qualifier) => Unqualified with { Qualifier = qualifier };

        public Execution ToExecution(string name) => new(Partition, Region, Account, Name, name);

        public Express ToExpress(string name, string id) => new(Partition, Region, Account, Name, name, id);

        internal static StateMachine Read(Arn arn, string machine, string? qualifier)
        {
            var (last, testCase) = Cut(qualifier ?? machine, '#');
            var (name, label) = Cut(qualifier is null ? last : machine, '/');
            return new(arn.Partition, arn.Region, arn.Account, name, label, qualifier is null ? null : last, testCase);
        }

        private static (string Before, string? After) Cut(string text, char mark)
        {
            var at = text.IndexOf(mark, StringComparison.Ordinal);
            return at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);
        }
    }

    /// <summary><c>execution:machine:name</c>; of a child of a map run <c>execution:machine/label:name</c>.</summary>
    public sealed record Execution(string Partition, string Region, string Account, string Machine, string Name)
        : StatesArn(Partition, Region, Account)
    {
        public override string ResourceType => "execution";

        protected override string Resource => $"{Machine}:{Name}";
    }

    /// <summary><c>express:machine:name:id</c></summary>
    public sealed record Express(string Partition, string Region, string Account, string Machine, string Name, string Id)
        : StatesArn(Partition, Region, Account)
    {
        public override string ResourceType => "express";

        protected override string Resource => $"{Machine}:{Name}:{Id}";
    }

    /// <summary><c>activity:name</c></summary>
    public sealed record Activity(string Partition, string Region, string Account, string Name) : StatesArn(Partition, Region, Account)
    {
        public override string ResourceType => "activity";

        protected override string Resource => Name;
    }

    /// <summary><c>mapRun:machine/label:id</c></summary>
    public sealed record MapRun(string Partition, string Region, string Account, string Machine, string Id)
        : StatesArn(Partition, Region, Account)
    {
        public override string ResourceType => "mapRun";

        protected override string Resource => $"{Machine}:{Id}";
    }
}
