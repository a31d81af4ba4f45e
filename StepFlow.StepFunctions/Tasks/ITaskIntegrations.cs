using StepFlow.Language.Errors;

namespace StepFlow.StepFunctions.Tasks;

/// <summary>Everything a Task state can call outside the engine.</summary>
public interface ITaskIntegrations
{
    /// <summary>Asked at creation: whether this resource exists and can be called; <paramref name="why"/> is AWS's text where AWS has one.</summary>
    bool IsSupported(TaskResource resource, out string why);

    /// <summary>Asked before TaskScheduled: the error with which AWS refuses these parameters, or null.</summary>
    /// <param name="call">The call about to be made.</param>
    /// <param name="field">Parameters or Arguments, for the text.</param>
    StatesError? Check(TaskCall call, string field);

    /// <summary>Calls. Never throws for what the service answers; cancellation throws.</summary>
    Task<TaskOutcome> CallAsync(TaskCall call, CancellationToken cancellation);
}
