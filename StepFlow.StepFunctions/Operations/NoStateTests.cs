using StepFlow.Aws;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Says that single states cannot be tested here.</summary>
internal sealed class NoStateTests : IStateTests
{
    public ValueTask<StateTestResult> TestAsync(StateTest test, CancellationToken cancellation) => throw new AwsException(
        "NotImplemented", "StepFlow cannot test single states yet. Run a state machine that has only this state instead.");
}
