using System.Collections.Concurrent;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Tasks;
using StepFlow.StepFunctions.Tasks.Mocks;

namespace StepFlow.StepFunctions.Running;

/// <summary>Mocked test cases from a mock file of Step Functions Local.</summary>
public sealed class FileMocks(MockConfigurationFile file) : IMockSource
{
    public IMocks? For(string stateMachineArn, string? testCase)
    {
        if (testCase is null)
        {
            return null;
        }

        var machine = stateMachineArn.Split('/')[0].Split(':')[^1];
        return file.Current.TestCase(machine, testCase) is { } found
            ? new Mocks(found)
            : new MissingTestCase($"The mock file {file.Path} has no test case '{testCase}' for the state machine '{machine}'.");
    }

    public bool AnswersFor(string stateMachine, string state)
    {
        var mocks = file.Current;
        return mocks.TestCases(stateMachine).Any(c => mocks.TestCase(stateMachine, c)?.Mocks(state) is true);
    }

    private sealed class Mocks(MockedTestCase testCase) : IMocks
    {
        private readonly ConcurrentDictionary<string, int> _invocations = new(StringComparer.Ordinal);

        public TaskOutcome? Answer(WorkScheduled scheduled, TaskResource resource, string state)
        {
            if (!testCase.Mocks(state))
            {
                return null;
            }

            var invocation = _invocations.AddOrUpdate(state, 0, (_, before) => before + 1);
            return testCase.Find(state, invocation)!.OutcomeFor(resource);
        }
    }
}
