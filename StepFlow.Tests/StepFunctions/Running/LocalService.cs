using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using StepFlow.Aws;
using StepFlow.Language.Json;
using StepFlow.StepFunctions;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Feed;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Running;
using StepFlow.StepFunctions.Tasks;
using Xunit;

namespace StepFlow.Tests.StepFunctions.Running;

/// <summary>The whole service but for the wire: real registration, a fake clock, and tasks that tests answer.</summary>
internal sealed class LocalService : IAsyncDisposable
{
    public const string Worker = "arn:aws:lambda:us-east-1:123456789012:function:worker";
    public const string Role = "arn:aws:iam::123456789012:role/r";
    public const string Activity = "arn:aws:states:us-east-1:123456789012:activity:a";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ServiceProvider _services;
    private int _names;

    private LocalService(ServiceProvider services, FakeTimeProvider time, FakeTasks tasks)
    {
        _services = services;
        Time = time;
        Tasks = tasks;
    }

    public FakeTimeProvider Time { get; }

    public FakeTasks Tasks { get; }

    public ExecutionService Executions => Get<ExecutionService>();

    /// <param name="folder">Where to keep everything; null for memory.</param>
    /// <param name="time">The clock of a service that went before.</param>
    public static async Task<LocalService> StartAsync(string? folder = null, FakeTimeProvider? time = null, Action<IServiceCollection>? configure = null)
    {
        time ??= new(new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
        var tasks = new FakeTasks();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton(new IdSource(new Random(1)));
        services.AddSingleton<ITaskIntegrations>(tasks);
        configure?.Invoke(services);
        services.AddStepFunctions(o => o.DataDirectory = folder);
        var service = new LocalService(services.BuildServiceProvider(), time, tasks);
        service.Get<Activities>().Change(Activity, old => old ?? new() { Arn = Activity, Name = "a", CreatedAt = time.GetUtcNow() });
        await service.Executions.ResumeAsync(TestContext.Current.CancellationToken);
        return service;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public StateMachineRevision Create(
        string name, string definition, StateMachineType type = StateMachineType.Standard, LoggingConfiguration? logging = null)
    {
        var arn = $"arn:aws:states:us-east-1:123456789012:stateMachine:{name}";
        var revision = new StateMachineRevision
        {
            StateMachineArn = arn,
            RevisionId = $"{name}-1",
            Type = type,
            Definition = definition.Replace("WORKER", Worker, StringComparison.Ordinal),
            RoleArn = Role,
            CreatedAt = Time.GetUtcNow(),
            Logging = logging ?? LoggingConfiguration.Off,
        };
        var machine = new StateMachine { Arn = arn, Name = name, Type = type, CreatedAt = revision.CreatedAt, RevisionId = revision.RevisionId };
        Get<StateMachines>().Change(arn, _ => (machine, revision));
        return revision;
    }

    public ExecutionStart Start(StateMachineRevision revision, string input = "{}", string? name = null, string? trace = null)
    {
        name ??= $"run-{++_names}";
        var kind = revision.Type is StateMachineType.Express ? "express" : "execution";
        var end = revision.Type is StateMachineType.Express ? $":{name}:0" : $":{name}";
        return new()
        {
            Revision = revision,
            ExecutionArn = revision.StateMachineArn.Replace("stateMachine", kind, StringComparison.Ordinal) + end,
            Name = name,
            Input = JsonValue.Parse(input),
            InputText = input,
            Trace = trace,
        };
    }

    public async Task<string> StartAsync(StateMachineRevision revision, string input = "{}", string? trace = null) =>
        (await Executions.StartAsync(Start(revision, input, trace: trace), TestContext.Current.CancellationToken)).ExecutionArn;

    public async Task<ExecutionDescription> EndOfAsync(string executionArn)
    {
        var row = Executions.FindRunner(executionArn) is { } runner
            ? await runner.Ended.WaitAsync(Patience, TestContext.Current.CancellationToken)
            : await Executions.DescribeAsync(executionArn, TestContext.Current.CancellationToken) ?? Get<ExpressHistories>().Find(executionArn)?.Row;
        return row ?? throw new InvalidOperationException($"No execution {executionArn}");
    }

    public async Task<IReadOnlyList<string>> HistoryAsync(string executionArn) =>
        [.. (await Executions.ReadHistoryAsync(executionArn, new(null, 1000, false), TestContext.Current.CancellationToken))!.Select(e => e.Type)];

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
