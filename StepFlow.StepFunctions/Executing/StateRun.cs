using StepFlow.Language.Data;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.Language.States;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.StepFunctions.Executing;

/// <summary>Runs the current state of one frame and turns the step it wants into events.</summary>
internal static class StateRun
{
    /// <summary>AWS's limit for the input or output of a state, and for what one Assign sets, in UTF-8 bytes.</summary>
    public const int LargestData = 262_144;

    /// <summary>What is deeper could not be read again: JSON is read to this depth, here and on AWS.</summary>
    private const int DeepestData = 1_000;

    /// <summary>AWS's limit for all variables of an execution together.</summary>
    private const int LargestVariables = 10 * 1024 * 1024;

    public static void Enter(Turn turn, Frame frame)
    {
        var state = CurrentState(turn, frame);
        var scope = Scope(turn, frame, state, WantsToken(state) ? turn.Context.MakeToken(turn.Execution.Identity.ExecutionArn, turn.Execution.NextWork) : null);
        Step step;
        try
        {
            step = state.Enter(scope);
        }
        catch (StatesException e)
        {
            Failures.OfEvaluation(turn, frame, state, scope, e, entering: state.Type is not "Wait");
            return;
        }

        Act(turn, frame, state, scope, step);
    }

    /// <summary>Goes on with a state whose work has succeeded.</summary>
    public static void Complete(Turn turn, Frame frame, JsonValue result)
    {
        var state = CurrentState(turn, frame);
        var scope = Scope(turn, frame, state, taskToken: null);
        Step step;
        try
        {
            step = state.Complete(scope, result);
        }
        catch (StatesException e)
        {
            Failures.OfEvaluation(turn, frame, state, scope, e, entering: false);
            return;
        }

        Act(turn, frame, state, scope, step);
    }

    public static State CurrentState(Turn turn, Frame frame) => Branching.GroupOf(turn, frame).States[frame.State];

    public static StateScope Scope(Turn turn, Frame frame, State state, string? taskToken) => new(
        frame.Input,
        frame.Variables,
        () => ContextObject.Build(turn.Context, turn.Execution, frame, taskToken),
        turn.Context.Environment);

    public static void Act(Turn turn, Frame frame, State state, StateScope scope, Step step)
    {
        if (Excess(frame, state, step) is { } excess)
        {
            Failures.OfState(turn, frame, state, scope, excess);
            return;
        }

        switch (step)
        {
            case Step.Exit exit:
                Exit(turn, frame, state, exit);
                break;
            case Step.Fail fail:
                Failures.OfState(turn, frame, state, scope, fail.Error);
                break;
            case Step.WaitUntil wait:
                turn.Emit(new TimerStarted(turn.ScaleWait(wait.DueAt)), frame);
                break;
            case Step.CallTask call:
                Calls.Schedule(turn, frame, (TaskState)state, scope, call);
                break;
            case Step.RunBranches branches:
                Branching.StartParallel(turn, frame, (ParallelState)state, branches.Input);
                break;
            case Step.RunMap map:
                Branching.StartMap(turn, frame, (MapState)state, map.Plan);
                break;
            default:
                throw new InvalidOperationException($"No such step: {step.GetType().Name}");
        }
    }

    /// <summary>
    /// The error of a step that carries more data than AWS lets it, or data nested too deeply; null where it does not. Only the words about
    /// results are on record.
    /// </summary>
    public static StatesError? Excess(Frame frame, State state, Step step)
    {
        if (DepthOf(step) > DeepestData)
        {
            return new(StatesError.Runtime, $"The state/task '{TaskName(state)}' made data that is nested deeper than {DeepestData} levels.");
        }

        var what = step switch
        {
            Step.Exit exit when exit.Output.Utf8Length > LargestData => $"The state/task '{TaskName(state)}' returned a result",
            Step.CallTask call when call.Arguments.Utf8Length > LargestData => $"The state/task '{TaskName(state)}' was scheduled with an input",
            Step.RunBranches branches when branches.Input.Utf8Length > LargestData => $"The state/task '{TaskName(state)}' was started with an input",
            Step.Exit { Assigned: { } assigned } when assigned.Utf8Length > LargestData => $"The state/task '{TaskName(state)}' assigned variables",
            Step.Exit { Assigned: { } assigned } when frame.Variables.Assign(assigned).Utf8Length > LargestVariables =>
                $"The state/task '{TaskName(state)}' left the execution with variables",
            _ => null,
        };
        return what is null ? null : new(StatesError.DataLimitExceeded, what + " with a size exceeding the maximum number of bytes service limit.");
    }

    private static int DepthOf(Step step) => step switch
    {
        Step.Exit exit => Math.Max(exit.Output.Depth, exit.Assigned?.Depth ?? 0),
        Step.CallTask call => call.Arguments.Depth,
        Step.RunBranches branches => branches.Input.Depth,
        _ => 0,
    };

    private static void Exit(Turn turn, Frame frame, State state, Step.Exit exit)
    {
        turn.Emit(new StateExited(state.Name, state.Type, exit.Output, exit.Assigned, exit.Next), frame);
        if (exit.Next is not null)
        {
            var next = Branching.GroupOf(turn, frame).States[exit.Next];
            turn.Emit(new StateEntered(next.Name, next.Type, exit.Output), frame);
            turn.MakeReady(frame);
            return;
        }

        if (frame.Parent is null)
        {
            turn.Emit(new ExecutionSucceeded(exit.Output), frame);
            return;
        }

        Branching.EndChild(turn, frame, exit.Output);
    }

    private static string TaskName(State state) =>
        state is TaskState task && TaskResource.TryParse(task.Resource, out var resource) && resource is TaskResource.Integration integration
            ? integration.ResourceType
            : state is TaskState { Resource: var arn } && arn.Contains(":lambda:", StringComparison.Ordinal) ? "lambda" : state.Name;

    private static bool WantsToken(State state) =>
        state is TaskState task
        && (task.Resource.EndsWith(".waitForTaskToken", StringComparison.Ordinal) || task.Resource.Contains(".sync", StringComparison.Ordinal));
}
