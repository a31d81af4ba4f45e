using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Trace;
using StepFlow.Hosting.Integrations;
using StepFlow.Hosting.Telemetry;
using StepFlow.Language.Json;
using StepFlow.StepFunctions;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Running;
using StepFlow.Traces.Storing;

namespace StepFlow.Benchmarks.Traces;

/// <summary>
/// What keeping traces costs: executions with and without, in turn, in one process and without a wire, where the part of traces is at its
/// largest. Counts processor time, which other work on the machine disturbs least.
/// </summary>
internal static class TraceCost
{
    private const string Arn = "arn:aws:states:us-east-1:123456789012:stateMachine:flow";

    private static readonly (string Name, StateMachineType Type, int States)[] Workloads =
    [
        ("express, 10 states", StateMachineType.Express, 10),
        ("standard in SQLite, 10 states", StateMachineType.Standard, 10),
        ("standard in SQLite, 1 state", StateMachineType.Standard, 1),
    ];

    public static async Task<int> RunAsync(int executions, int rounds)
    {
        foreach (var (name, type, states) in Workloads)
        {
            List<double> without = [], all = [], some = [];
            await MeasureAsync(type, states, executions, isTraced: true); // compiles and warms up
            for (var round = 0; round < rounds; round++)
            {
                without.Add(await MeasureAsync(type, states, executions, isTraced: false));
                all.Add(await MeasureAsync(type, states, executions, isTraced: true));
                some.Add(await MeasureAsync(type, states, executions, isTraced: true, perSecond: 100));
            }

            Console.WriteLine($"{name}: µs of processor time an execution, median (spread)");
            Console.WriteLine($"  not traced               {Text(without)}");
            Console.WriteLine($"  all traced               {Text(all)}");
            Console.WriteLine($"  as the embedded host     {Text(some)}");
        }

        return 0;
    }

    private static async Task<double> MeasureAsync(StateMachineType type, int states, int executions, bool isTraced, int? perSecond = null)
    {
        var folder = type is StateMachineType.Standard ? Directory.CreateTempSubdirectory("stepflow-bench-") : null;
        try
        {
            await using var services = Services(folder?.FullName, isTraced, perSecond);
            if (isTraced)
            {
                services.GetRequiredService<TracerProvider>();
            }

            var revision = Create(services.GetRequiredService<StateMachines>(), type, states);
            var service = services.GetRequiredService<ExecutionService>();
            await service.ResumeAsync(CancellationToken.None);
            using var process = Process.GetCurrentProcess();
            GC.Collect();
            process.Refresh();
            var start = process.TotalProcessorTime;
            await Parallel.ForAsync(0, executions, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, cancellation) =>
            {
                var started = await service.StartAsync(Start(revision, i), cancellation);
                if (service.FindRunner(started.ExecutionArn) is { } runner)
                {
                    await runner.Ended;
                }
            });
            process.Refresh();
            return (process.TotalProcessorTime - start).TotalMicroseconds / executions;
        }
        finally
        {
            folder?.Delete(recursive: true);
        }
    }

    private static ServiceProvider Services(string? folder, bool isTraced, int? perSecond)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(Microsoft.Extensions.Logging.LogLevel.Warning));
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton(TimeProvider.System);
        services.AddStepFunctions(options => (options.DataDirectory, options.TracedExecutionsPerSecond) = (folder, perSecond)).AddIntegrations(new IntegrationOptions(), functions: null);
        if (isTraced)
        {
            services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource("StepFlow.*").SetSampler(new AlwaysOnSampler()));
            services.AddHostTelemetry(new ConfigurationBuilder().Build(), _ => new(IsKept: true, new TraceLimits()));
        }

        return services.BuildServiceProvider();
    }

    private static StateMachineRevision Create(StateMachines machines, StateMachineType type, int states)
    {
        var all = Enumerable.Range(0, states).Select(i => $$"""
            "S{{i}}": { "Type": "Pass", {{(i == states - 1 ? "\"End\": true" : $"\"Next\": \"S{i + 1}\"")}} }
            """);
        var revision = new StateMachineRevision
        {
            StateMachineArn = Arn,
            RevisionId = "1",
            Type = type,
            Definition = $$"""{ "StartAt": "S0", "States": { {{string.Join(',', all)}} } }""",
            RoleArn = "arn:aws:iam::123456789012:role/r",
            CreatedAt = TimeProvider.System.GetUtcNow(),
            Logging = LoggingConfiguration.Off,
        };
        machines.Change(Arn, _ => (new StateMachine { Arn = Arn, Name = "flow", Type = type, CreatedAt = revision.CreatedAt, RevisionId = revision.RevisionId }, revision));
        return revision;
    }

    private static ExecutionStart Start(StateMachineRevision revision, int number) => new()
    {
        Revision = revision,
        ExecutionArn = $"{Arn.Replace("stateMachine", revision.Type is StateMachineType.Express ? "express" : "execution", StringComparison.Ordinal)}:run-{number}",
        Name = $"run-{number}",
        Input = JsonObject.Empty,
        InputText = "{}",
    };

    private static string Text(List<double> values) =>
        string.Create(CultureInfo.InvariantCulture, $"{values.Order().ElementAt(values.Count / 2),7:F1} ({values.Min():F1} to {values.Max():F1})");
}
