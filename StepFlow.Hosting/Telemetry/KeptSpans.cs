using System.Diagnostics;
using OpenTelemetry;

namespace StepFlow.Hosting.Telemetry;

/// <summary>Puts the spans of this process into the store, without a way over the wire.</summary>
/// <param name="telemetry">Asked for when the first span has ended: it needs the provider that this processor is a part of.</param>
internal sealed class KeptSpans(Func<HostTelemetry> telemetry) : BaseProcessor<Activity>
{
    private readonly Lazy<HostTelemetry> _telemetry = new(telemetry);

    public override void OnEnd(Activity data)
    {
        if (data.Recorded && _telemetry.Value is { Store: { } store } host)
        {
            store.Add(ActivityReader.Read(data, host.Resource));
        }
    }
}
