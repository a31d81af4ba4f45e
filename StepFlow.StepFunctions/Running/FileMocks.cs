using System.Collections.Concurrent;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Tasks;
using StepFlow.StepFunctions.Tasks.Mocks;

namespace StepFlow.StepFunctions.Running;

/// <summary>Mocked test cases from a mock file of Step Functions Local.</summary>
public sealed class FileMocks(MockConfiguration configuration) : IMockSource
{
    public IMocks? For(string stateMachineArn, string? testCase)
    {
        var machine = stateMachineArn.Split('/')[0];
        return testCase is not null && configuration.TestCase(machine[(machine.LastIndexOf(':') + 1)..], testCase) is { } found ? new Mocks(found) : null;
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
