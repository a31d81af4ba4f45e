using StepFlow.Language.Data;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.Language.States;
using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.StepFunctions.StateTesting;

/// <summary>One test of one state: it is entered, its work is done or mocked, it is completed, its error is handled.</summary>
internal sealed class StateTestRun(StateTest test, TestedState tested, TestedCalls calls, EvaluationEnvironment environment)
{
    private readonly Inspection _inspection = new(tested.State);

    public async ValueTask<StateTestResult> RunAsync(CancellationToken cancellation)
    {
        var scope = NewScope();
        Step step;
        try
        {
            step = await WorkAsync(scope, tested.State.Enter(scope), cancellation);
        }
        catch (StatesException e)
        {
            step = new Step.Fail(Placed(e.Error));
        }

        return step switch
        {
            Step.Exit exit when exit.Output.Utf8Length > StateRun.LargestData => Fail(scope, TooLarge()),
            Step.Exit exit => Succeed(scope, exit),
            Step.Fail fail => Fail(scope, fail.Error),
            _ => throw new InvalidOperationException($"A tested state cannot end with {step.GetType().Name}."),
        };
    }

    private State State => tested.State;

    private StateScope NewScope()
    {
        var token = environment.NewGuid().ToString();
        var context = test.Context ?? ContextOfTest.Default(test, tested, environment, token);
        var watched = environment with { Inspect = _inspection.Note };
        return new(test.Input, Variables.Of(test.Variables ?? JsonObject.Empty), () => context, watched);
    }

    private async ValueTask<Step> WorkAsync(StateScope scope, Step step, CancellationToken cancellation) => step switch
    {
        Step.CallTask call => Finish(scope, await OutcomeAsync(scope, call, cancellation)),
        Step.RunBranches => Finish(scope, Mocked()),
        Step.RunMap map => await new MapTest(test, (MapState)State, scope, _inspection).JudgeAsync(map.Plan, cancellation) is { } error
            ? new Step.Fail(error)
            : Finish(scope, Mocked()),
        Step.WaitUntil wait => await WaitAsync(scope, wait.DueAt, cancellation),
        _ => step,
    };

    private Step Finish(StateScope scope, TaskOutcome outcome)
    {
        switch (outcome)
        {
            case TaskOutcome.Failed failed:
                return new Step.Fail(failed.Error);
            case TaskOutcome.Succeeded { Output: var result }:
                if (State is TaskState)
                {
                    _inspection.Note("result", result);
                }

                return State.Complete(scope, result);
            default:
                throw new InvalidOperationException($"No such outcome: {outcome.GetType().Name}");
        }
    }

    private async ValueTask<TaskOutcome> OutcomeAsync(StateScope scope, Step.CallTask call, CancellationToken cancellation)
    {
        if (test.Mock is not null)
        {
            return Mocked();
        }

        var arn = ((scope.ContextObject["Execution"] as JsonObject)?["Id"] as JsonString)?.Value ?? "";
        var watch = test.InspectionLevel is "TRACE" ? new HttpWatch(test.RevealSecrets, (request, response) => _inspection.Http = (request, response)) : null;
        return await calls.CallAsync(test, (TaskState)State, call, arn, watch, cancellation);
    }

    private TaskOutcome Mocked() => test.Mock is { Fails: true } failing
        ? new TaskOutcome.Failed(new(failing.Error, failing.Cause))
        : TaskOutcome.Of(test.Mock!.Result!);

    // A wait longer than a test may last is known to time out: nobody need sit through it.
    private async ValueTask<Step> WaitAsync(StateScope scope, DateTimeOffset due, CancellationToken cancellation)
    {
        var delay = due - environment.Time.GetUtcNow();
        if (delay > TestedCalls.Longest)
        {
            return new Step.Fail(new(StatesError.Timeout));
        }

        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, environment.Time, cancellation);
        }

        return State.Complete(scope, scope.RawInput);
    }

    private StateTestResult Succeed(StateScope scope, Step.Exit exit) =>
        new("SUCCEEDED", exit.Output.ToString(), null, null, Shown(scope, exit.Assigned), exit.Next);

    private StateTestResult Fail(StateScope scope, StatesError error)
    {
        var handling = Handle(scope, ref error);
        _inspection.ErrorDetails = handling.Details;
        return new(
            handling.Status, handling.Caught?.Output.ToString(), error.Name, error.Cause, Shown(scope, handling.Caught?.Assigned), handling.Caught?.Next);
    }

    // What the state does not handle itself is its Map's or Parallel's to handle; a distributed Map's iterations are executions of their own.
    private ErrorHandling Handle(StateScope scope, ref StatesError error)
    {
        ErrorHandling? own = null;
        foreach (var state in (IEnumerable<State>)[State, .. tested.Around.TakeWhile(s => s is not MapState { Distribution: not null })])
        {
            ErrorHandling handling;
            try
            {
                handling = ErrorHandling.Of(state, scope, error, Retries(scope), IsOfTask(), environment.Random);
            }
            catch (StatesException e)
            {
                error = Placed(e.Error);
                handling = new(ErrorHandling.Failed, null, null);
            }

            own ??= handling;
            if (handling.Status is not ErrorHandling.Failed)
            {
                return handling;
            }
        }

        return own!;
    }

    private int Retries(StateScope scope) => test.RetrierRetryCount
        ?? ((scope.ContextObject["State"] as JsonObject)?["RetryCount"] is JsonNumber count && count.TryGetInt64(out var retries) ? (int)retries : 0);

    private bool IsOfTask() => test.ErrorCausedByState is not { } name || tested.Inside(name) is TaskState;

    private StatesError TooLarge() => new(
        StatesError.DataLimitExceeded,
        $"The state/task '{TestedState.Name}' returned a result with a size exceeding the maximum number of bytes service limit.");

    // Event 2 is where the first state of any execution is entered.
    private static StatesError Placed(StatesError error) => error with
    {
        Cause = $"An error occurred while executing the state '{TestedState.Name}' (entered at the event id #2). {error.Cause}",
    };

    private JsonObject? Shown(StateScope scope, JsonObject? assigned) => test.InspectionLevel is "INFO"
        ? null
        : _inspection.Show(test.Input, assigned is null ? scope.Variables : scope.Variables.Assign(assigned));
}
