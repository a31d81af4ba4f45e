namespace StepFlow.StepFunctions.Running;

/// <summary>Where mocked test cases come from (a mock file, or nowhere).</summary>
public interface IMockSource
{
    /// <summary>The mocks of a test case of a state machine; null where the execution runs unmocked.</summary>
    IMocks? For(string stateMachineArn, string? testCase);
}

/// <summary>No mock file was given: every execution runs unmocked.</summary>
public sealed class NoMocks : IMockSource
{
    public IMocks? For(string stateMachineArn, string? testCase) => null;
}
