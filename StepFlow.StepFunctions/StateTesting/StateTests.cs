using StepFlow.Language.Data;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.StateTesting;

/// <summary>Tests single states with the states' own code: the same data flow as an execution, with or without a mock.</summary>
internal sealed class StateTests(TestedCalls calls, EvaluationEnvironment environment) : IStateTests
{
    public ValueTask<StateTestResult> TestAsync(StateTest test, CancellationToken cancellation)
    {
        var tested = TestedState.Read(test.Definition, test.StateName);
        MockRules.Check(test, tested);
        return new StateTestRun(test, tested, calls, environment).RunAsync(cancellation);
    }
}
