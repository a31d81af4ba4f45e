using Microsoft.Extensions.Time.Testing;
using StepFlow.Language.Data;
using StepFlow.Language.Definitions;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.HistoryView;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Running;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.Tests.StepFunctions.Executing;

/// <summary>The pure engine with a fake clock: arrivals in, journal out. Nothing runs by itself.</summary>
internal sealed class EngineHarness
{
    private const string Worker = "arn:aws:lambda:us-east-1:123456789012:function:worker";
    private readonly DecisionContext _context;
    private readonly FakeTimeProvider _time = new(new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private int _guids;

    public EngineHarness(string definition)
    {
        _context = new(
            StateMachineDefinition.Parse(definition.Replace("WORKER", Worker, StringComparison.Ordinal)),
            "machine",
            new EvaluationEnvironment(new ExecutionClock(_time, () => Execution.Skipped), new Random(1), () => new Guid(++_guids, 0, 0, new byte[8])),
            (_, _) => null,
            TaskTokens.Make,
            scope => $"arn:aws:states:us-east-1:123456789012:mapRun:machine/{scope.State}:1");
    }

    public Execution Execution { get; private set; } = new();

    public List<ExecutionEvent> Journal { get; } = [];

    /// <summary>Arrivals as they came, with the time of each: enough to run the same story again.</summary>
    public List<(DateTimeOffset At, Func<Execution, Arrival> Arrival)> Story { get; } = [];

    public IEnumerable<string> History => HistoryProjection.Of(Journal).Select(e => e.Type);

    public EngineHarness Start(string input = "{}", bool express = false) => Take(_ => new Arrival.Start(
        new ExecutionIdentity
        {
            ExecutionArn = "arn:aws:states:us-east-1:123456789012:execution:machine:run",
            Name = "run",
            StateMachineArn = "arn:aws:states:us-east-1:123456789012:stateMachine:machine",
            RevisionId = "1",
            RoleArn = "arn:aws:iam::123456789012:role/r",
            Express = express,
        },
        JsonValue.Parse(input), input, 1));

    public EngineHarness Succeed(string output) => Answer(TaskOutcome.Of(JsonValue.Parse(output)));

    public EngineHarness FailWith(string error, string cause = "because") => Answer(TaskOutcome.Fail(error, cause));

    public EngineHarness Pass(TimeSpan time)
    {
        _time.Advance(time);
        return Take(_ => Arrival.Due.Instance);
    }

    /// <summary>Lets time pass until something is due.</summary>
    public EngineHarness PassToNextDue()
    {
        var wait = Execution.NextDue()!.Value - Execution.Skipped - _time.GetUtcNow();
        return Pass(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
    }

    /// <summary>Has what is due next at once, by moving the execution's clock on.</summary>
    public EngineHarness SkipToNextDue() => Take(execution => new Arrival.Skip(execution.NextDue()!.Value, OverCalls: true));

    public EngineHarness Report(int work, TaskReport report) => Take(_ => new Arrival.Reported(work, report, new()));

    public EngineHarness Take(Func<Execution, Arrival> arrival)
    {
        Story.Add((_time.GetUtcNow(), arrival));
        Journal.AddRange(Decider.Decide(_context, Execution, arrival(Execution)).Events);
        return this;
    }

    /// <summary>As after a crash: all that is known is the journal.</summary>
    public void Restart() => Execution = Evolution.Replay(Journal);

    public void SetTime(DateTimeOffset at) => _time.SetUtcNow(at);

    public string Describe() => Execution.Status is ExecutionStatus.Succeeded
        ? $"{Execution.Output}"
        : $"{Execution.Status} {Execution.Error?.Name}: {Execution.Error?.Cause}";

    private EngineHarness Answer(TaskOutcome outcome) => Take(execution => new Arrival.Answered(
        execution.Frames.Select(f => f.Pending).OfType<Work.Call>().OrderBy(c => c.Scheduled.Work).First().Scheduled.Work, outcome));
}
