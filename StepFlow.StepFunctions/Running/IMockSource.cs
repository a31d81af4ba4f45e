using StepFlow.Language.Errors;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.StepFunctions.Running;

/// <summary>Where mocked test cases come from (a mock file, or nowhere).</summary>
public interface IMockSource
{
    /// <summary>The mocks of a test case of a state machine; null where the execution runs unmocked.</summary>
    IMocks? For(string stateMachineArn, string? testCase);

    /// <summary>Whether any test case of a state machine answers for this state.</summary>
    bool AnswersFor(string stateMachine, string state);
}

/// <summary>No mock file was given: every execution runs unmocked.</summary>
public sealed class NoMocks : IMockSource
{
    public bool AnswersFor(string stateMachine, string state) => false;

    public IMocks? For(string stateMachineArn, string? testCase) => testCase is null
        ? null
        : new MissingTestCase($"The execution names the test case '{testCase}', but there is no mock file: start with --mock-config FILE.");
}

/// <summary>A test case that does not exist: no state of it may call anything for real.</summary>
internal sealed class MissingTestCase(string cause) : IMocks
{
    public TaskOutcome Answer(WorkScheduled scheduled, TaskResource resource, string state) => TaskOutcome.Fail(StatesError.Runtime, cause);
}
