using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Tasks;

/// <summary>Calls an AWS service (or an HTTP endpoint) over the wire for one integration.</summary>
public interface IServiceCaller
{
    bool IsSupported(TaskResource.Integration resource, out string why);

    /// <summary>What the service's model finds wrong with the parameters, in AWS's words; empty where nothing is.</summary>
    IReadOnlyList<string> Problems(TaskResource.Integration resource, JsonValue parameters);

    Task<TaskOutcome> CallAsync(TaskCall call, TaskResource.Integration resource, CancellationToken cancellation);
}
