using Microsoft.Extensions.Time.Testing;
using StepFlow.Language.Data;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Running;
using StepFlow.StepFunctions.StateTesting;
using StepFlow.StepFunctions.Tasks;
using StepFlow.StepFunctions.Tasks.Models;

namespace StepFlow.Tests.StepFunctions.StateTesting;

/// <summary>Tests of states with a fake clock and a fake outside world.</summary>
internal sealed class StateTestBench : ITaskIntegrations, IExecutionTargets
{
    private readonly StateTests _tests;

    public StateTestBench()
    {
        var environment = new EvaluationEnvironment(Time, new Random(1), () => new Guid(++Ids, 0, 0, new byte[8]));
        _tests = new(new(this, this, executions: null!, Time, environment.NewGuid), new(new(ServiceModels.BuiltIn)), () => environment);
    }

    public FakeTimeProvider Time { get; } = new(new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));

    public List<TaskCall> Calls { get; } = [];

    /// <summary>What the outside world answers.</summary>
    public Func<TaskCall, CancellationToken, Task<TaskOutcome>> Answer { get; set; } = (_, _) => Task.FromResult(TaskOutcome.Of(JsonObject.Empty));

    private int Ids { get; set; }

    public static StateTest Test(string definition, string input = "{}") => new()
    {
        Definition = definition,
        RoleArn = "arn:aws:iam::123456789012:role/r",
        Input = JsonValue.Parse(input),
        InspectionLevel = "DEBUG",
        Region = "us-east-1",
        Account = "123456789012",
    };

    public static StateMock Returning(string result, string mode = "STRICT") => new(JsonValue.Parse(result), Fails: false, null, null, mode);

    public static StateMock Failing(string error, string cause = "because") => new(null, Fails: true, error, cause, "STRICT");

    public async Task<StateTestResult> RunAsync(StateTest test) => await _tests.TestAsync(test, CancellationToken.None);

    bool ITaskIntegrations.IsSupported(TaskResource resource, out string why)
    {
        why = "";
        return true;
    }

    StatesError? ITaskIntegrations.Check(TaskCall call, string field) => TaskParameters.Check(call, field);

    Task<TaskOutcome> ITaskIntegrations.CallAsync(TaskCall call, CancellationToken cancellation)
    {
        Calls.Add(call);
        return Answer(call, cancellation);
    }

    ExecutionStart IExecutionTargets.Resolve(string stateMachineArn, string? name, JsonValue input, string inputText, string? traceHeader) =>
        throw Refusals.StateMachineDoesNotExist(stateMachineArn);
}
