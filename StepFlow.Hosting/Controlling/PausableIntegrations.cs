using StepFlow.Language.Errors;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.Hosting.Controlling;

/// <summary>Calls of Task states that wait while the host is paused. The states' timeouts run on, as they do when a service is slow.</summary>
internal sealed class PausableIntegrations(ITaskIntegrations calls, PauseGate gate) : ITaskIntegrations
{
    public bool IsSupported(TaskResource resource, out string why) => calls.IsSupported(resource, out why);

    public StatesError? Check(TaskCall call, string field) => calls.Check(call, field);

    public async Task<TaskOutcome> CallAsync(TaskCall call, CancellationToken cancellation)
    {
        await gate.PassAsync(cancellation);
        return await calls.CallAsync(call, cancellation);
    }
}
