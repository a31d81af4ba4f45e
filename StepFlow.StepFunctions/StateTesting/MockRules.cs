using StepFlow.Language.Json;
using StepFlow.Language.States;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.StepFunctions.StateTesting;

/// <summary>Which states can be tested with and without a mock, and what the mock may be.</summary>
internal static class MockRules
{
    public static void Check(StateTest test, TestedState tested)
    {
        if (test.Mock is { } mock)
        {
            CheckMocked(test, mock, tested);
        }
        else
        {
            CheckUnmocked(test, tested.State);
        }

        CheckConfiguration(test, tested);
    }

    private static void CheckMocked(StateTest test, StateMock mock, TestedState tested)
    {
        if (tested.State.Type is not ("Task" or "Map" or "Parallel"))
        {
            throw StateTestRefusals.TypeTakesNoMock(tested.State.Type);
        }

        if (test.RevealSecrets)
        {
            throw StateTestRefusals.NotWithMock("RevealSecrets");
        }

        if (mock.Fails == mock.Result is not null)
        {
            throw StateTestRefusals.OneOfResultAndError();
        }

        if (mock is { Fails: true, Error: null or "" })
        {
            throw StateTestRefusals.NoErrorName();
        }

        if (test.Context is { } context)
        {
            ContextOfTest.Check(context);
        }

        if (mock.Result is { } result)
        {
            CheckResult(tested.State, result);
        }
    }

    private static void CheckResult(State state, JsonValue result)
    {
        switch (state)
        {
            case MapState { Distribution.ResultWriter: not null } when result is not JsonObject:
                throw StateTestRefusals.ResultMustBeObject();
            case ParallelState or MapState { Distribution: null or { ResultWriter: null } } when result is not JsonArray:
                throw StateTestRefusals.ResultMustBeArray();
            case ParallelState parallel when ((JsonArray)result).Count != parallel.Branches.Count:
                throw StateTestRefusals.BranchCount();
        }
    }

    private static void CheckUnmocked(StateTest test, State state)
    {
        if (test.MapIterationFailureCount is not null)
        {
            throw StateTestRefusals.NotWithoutMock("MapIterationFailureCount");
        }

        if (state.Type is "Map" or "Parallel")
        {
            throw StateTestRefusals.NeedsMock();
        }

        if (test.Context is not null)
        {
            throw StateTestRefusals.NotWithoutMock("Context");
        }

        if (state is not TaskState task)
        {
            return;
        }

        if (TaskResource.TryParse(task.Resource, out var resource))
        {
            switch (resource)
            {
                case TaskResource.Activity:
                    throw StateTestRefusals.ActivityNeedsMock();
                case TaskResource.Integration { Pattern: not IntegrationPattern.RequestResponse }:
                    throw StateTestRefusals.PatternNeedsMock();
            }
        }

        if (test.RoleArn is null)
        {
            throw StateTestRefusals.NeedsRole();
        }
    }

    private static void CheckConfiguration(StateTest test, TestedState tested)
    {
        if (test.ErrorCausedByState is { } name)
        {
            if (tested.State.Type is not ("Map" or "Parallel"))
            {
                throw StateTestRefusals.ParameterOnlyFor("ErrorCausedByState", "Map and Parallel");
            }

            _ = tested.Inside(name) ?? throw StateTestRefusals.StateNotFound();
        }

        if (test.MapItemReaderData is not null && tested.State is not MapState)
        {
            throw StateTestRefusals.ParameterOnlyFor("MapItemReaderData", "Map");
        }

        if (test.MapIterationFailureCount is not null && tested is { State: not MapState, Map: null })
        {
            throw StateTestRefusals.ParameterOnlyFor("MapIterationFailureCount", "Map");
        }
    }
}
