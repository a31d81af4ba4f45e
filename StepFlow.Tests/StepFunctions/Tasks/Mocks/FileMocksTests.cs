using StepFlow.Language.Errors;
using StepFlow.StepFunctions.Running;
using StepFlow.StepFunctions.Tasks;
using Xunit;

namespace StepFlow.Tests.StepFunctions.Tasks.Mocks;

public sealed class FileMocksTests
{
    private const string Machine = "arn:aws:states:us-east-1:111111111111:stateMachine:M";

    [Fact]
    public void An_execution_without_test_case_is_not_mocked()
    {
        Assert.Null(new NoMocks().For(Machine, testCase: null));
        Assert.Null(new FileMocks(new("none.json")).For(Machine, testCase: null));
    }

    [Fact]
    public void A_test_case_that_does_not_exist_lets_no_state_call_for_real()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, """{"StateMachines":{}}""");
        Assert.True(TaskResource.TryParse("arn:aws:states:::sqs:sendMessage", out var resource));

        foreach (var mocks in (IMockSource[])[new NoMocks(), new FileMocks(new(path))])
        {
            var outcome = mocks.For(Machine, "Nope")!.Answer(null!, resource, "S");

            Assert.Equal(StatesError.Runtime, Assert.IsType<TaskOutcome.Failed>(outcome).Error.Name);
        }

        File.Delete(path);
    }
}
