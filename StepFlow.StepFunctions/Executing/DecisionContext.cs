using StepFlow.Language.Data;
using StepFlow.Language.Definitions;
using StepFlow.Language.Errors;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.StepFunctions.Executing;

/// <summary>What deciding may know beside the execution: the definition, the time, chance, and pure rules about tasks.</summary>
/// <param name="StateMachineName">For <c>$$.StateMachine.Name</c>.</param>
/// <param name="Environment">Its clock is the execution's own: see <see cref="ExecutionClock"/>.</param>
/// <param name="Check">AWS's refusal of a call's parameters before it is scheduled, or null.</param>
/// <param name="MakeToken">The task token of one piece of work.</param>
/// <param name="MakeMapRunArn">The ARN of the Map Run of a state; made fresh at each visit.</param>
/// <param name="HistoryLimit">Events a Standard execution may have; AWS: 25,000.</param>
public sealed record DecisionContext(
    StateMachineDefinition Definition,
    string StateMachineName,
    EvaluationEnvironment Environment,
    Func<TaskCall, string, StatesError?> Check,
    Func<string, int, string> MakeToken,
    Func<ExecutionTaskScope, string> MakeMapRunArn,
    int HistoryLimit = 25_000)
{
    /// <summary>States run in one turn before it is cut, so that a long loop does not hold others up.</summary>
    public int TurnLimit { get; init; } = 2_000;

    /// <summary>How long a Wait takes for each second of its definition; 1 is real time.</summary>
    public double WaitTimeScale { get; init; } = 1;

    /// <summary>Whether there is an activity of this ARN to schedule a task of.</summary>
    public Func<string, bool> HasActivity { get; init; } = _ => true;

    /// <summary>By the execution's own clock.</summary>
    public DateTimeOffset Now => Environment.Time.GetUtcNow();
}

/// <summary>The visit to a state that a Map Run is made for.</summary>
public readonly record struct ExecutionTaskScope(Execution Execution, string State, string? Label);
