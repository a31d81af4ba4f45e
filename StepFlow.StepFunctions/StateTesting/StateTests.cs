using StepFlow.Language.Data;
using StepFlow.Language.States;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.StepFunctions.StateTesting;

/// <summary>Tests single states with the states' own code: the same data flow as an execution, with or without a mock.</summary>
internal sealed class StateTests(TestedCalls calls, ResultSchema schema, Func<EvaluationEnvironment> environment) : IStateTests
{
    public ValueTask<StateTestResult> TestAsync(StateTest test, CancellationToken cancellation)
    {
        var tested = TestedState.Read(test.Definition, test.StateName);
        MockRules.Check(test, tested);
        if (test.Mock is { Result: { } result } mock && tested.State is TaskState task && TaskResource.TryParse(task.Resource, out var resource))
        {
            schema.Check(resource, result, mock.FieldValidationMode);
        }

        return new StateTestRun(test, tested, calls, environment()).RunAsync(cancellation);
    }
}
