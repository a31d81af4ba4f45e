using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Feed;
using StepFlow.StepFunctions.Running;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.Benchmarks.Throughput;

/// <summary>Express executions in process, with and without the histories of the last ones kept: <c>throughput express</c>.</summary>
internal static class ExpressThroughput
{
    private const string Definition = """
        {"StartAt":"A","States":{
          "A":{"Type":"Pass","Result":{"doubled":20},"ResultPath":"$.a","Next":"B"},
          "B":{"Type":"Choice","Choices":[{"Variable":"$.a.doubled","NumericGreaterThan":10,"Next":"C"}],"Default":"D"},
          "C":{"Type":"Pass","Next":"D"},
          "D":{"Type":"Succeed"}}}
        """;

    public static async Task<int> RunAsync(int rounds, TimeSpan each)
    {
        await using var without = Services(new(Executions: 0));
        await using var with = Services(new());
        var measured = new Rounds("none kept", "last ones kept");
        await measured.RunAsync(rounds, isSecond => MeasureAsync(isSecond ? with : without, each));
        measured.Report();
        return measured.Loss < 0.05 ? 0 : 1;
    }

    private static ServiceProvider Services(ExpressHistoryLimits limits) => new ServiceCollection()
        .AddLogging()
        .AddSingleton(limits)
        .AddSingleton<ITaskIntegrations, NoTasks>()
        .AddStepFunctions()
        .BuildServiceProvider();

    private static async Task<double> MeasureAsync(ServiceProvider services, TimeSpan each)
    {
        var executions = services.GetRequiredService<ExecutionService>();
        var revision = new StateMachineRevision
        {
            StateMachineArn = "arn:aws:states:us-east-1:123456789012:stateMachine:m",
            RevisionId = "1",
            Type = StateMachineType.Express,
            Definition = Definition,
            RoleArn = "arn:aws:iam::123456789012:role/r",
            CreatedAt = DateTimeOffset.UnixEpoch,
            Logging = LoggingConfiguration.Off,
        };
        var input = JsonValue.Parse("""{"input_value":10}""");
        var until = Stopwatch.GetTimestamp() + (long)(each.TotalSeconds * Stopwatch.Frequency);
        var began = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(worker => Task.Run(async () =>
        {
            var count = 0;
            for (; Stopwatch.GetTimestamp() < until; count++)
            {
                var name = $"{began}-{worker}-{count}";
                await executions.StartSyncAsync(
                    new()
                    {
                        Revision = revision,
                        ExecutionArn = $"arn:aws:states:us-east-1:123456789012:express:m:{name}:0",
                        Name = name,
                        Input = input,
                        InputText = """{"input_value":10}""",
                    },
                    CancellationToken.None);
            }

            return count;
        })));
        return counts.Sum() / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private sealed class NoTasks : ITaskIntegrations
    {
        public bool IsSupported(TaskResource resource, out string why)
        {
            why = "";
            return true;
        }

        public StatesError? Check(TaskCall call, string field) => null;

        public Task<TaskOutcome> CallAsync(TaskCall call, CancellationToken cancellation) => Task.FromResult(TaskOutcome.Of("done"));
    }
}
