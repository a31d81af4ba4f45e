using System.Diagnostics;
using OpenTelemetry;

namespace StepFlow.Hosting.Telemetry;

/// <summary>
/// Takes the spans of this process where those of its functions go: into the store, without a way over the wire, and to the user's collector,
/// in the same queue. A collector that is away for a while gets whole traces when it is back.
/// </summary>
/// <param name="telemetry">Asked for when the first span has ended: it needs the provider that this processor is a part of.</param>
internal sealed class OwnSpans(Func<HostTelemetry> telemetry) : BaseProcessor<Activity>
{
    private readonly Lazy<HostTelemetry> _telemetry = new(telemetry);

    public override void OnEnd(Activity data)
    {
        var host = _telemetry.Value;
        if (data.Recorded && (host.Store is not null || host.Forwarder is not null))
        {
            var span = ActivityReader.Read(data, host.Resource);
            host.Store?.Add(span);
            host.Forwarder?.Send(span);
        }
    }
}
