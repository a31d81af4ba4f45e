namespace StepFlow.StepFunctions.Tasks;

/// <summary>Calls an AWS service (or an HTTP endpoint) over the wire for one integration.</summary>
public interface IServiceCaller
{
    bool IsSupported(TaskResource.Integration resource, out string why);

    Task<TaskOutcome> CallAsync(TaskCall call, TaskResource.Integration resource, CancellationToken cancellation);
}
