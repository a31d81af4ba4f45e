using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;
using StepFlow.Traces.Forwarding;
using StepFlow.Traces.Receiving;
using StepFlow.Traces.Spans;
using StepFlow.Traces.Storing;

namespace StepFlow.Hosting.Telemetry;

/// <summary>
/// What this process does with telemetry: it keeps the last traces for the console, and passes what functions report, and its own spans, on to
/// the collector that the user has named. Its metrics and logs go there by OpenTelemetry's own exporter.
/// </summary>
internal sealed class HostTelemetry : IAsyncDisposable
{
    private const int TracedPerSecond = 100;

    private readonly Lazy<TelemetryResource> _resource;

    public HostTelemetry(TelemetrySettings settings, IConfiguration configuration, Func<TracerProvider> provider, TimeProvider time, ILoggerFactory loggers)
    {
        _resource = new(() => ActivityReader.Read(provider().GetResource()));
        Store = settings.IsKept ? new(settings.Limits) : null;
        var targets = Targets(configuration);
        Forwarder = targets.Count > 0 ? new(targets, time, loggers) : null;
        Intake = Store is null ? null : new(Store, Forwarder);
    }

    /// <summary>The last traces; null where none are kept.</summary>
    public TraceStore? Store { get; }

    /// <summary>Takes what functions send; null where they are to send to the user's collector themselves.</summary>
    public OtlpIntake? Intake { get; }

    public OtlpForwarder? Forwarder { get; }

    /// <summary>
    /// The store holds a thousand traces or so: of a flood of executions most would be gone before anybody could look. A collector gets all.
    /// </summary>
    public int? ExecutionsPerSecond => Forwarder is null ? TracedPerSecond : null;

    /// <summary>This process, as its spans name it.</summary>
    public TelemetryResource Resource => _resource.Value;

    public ValueTask DisposeAsync() => Forwarder?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static IReadOnlyList<OtlpTarget> Targets(IConfiguration configuration)
    {
        try
        {
            return OtlpSettings.Targets(name => configuration[name]);
        }
        catch (FormatException e)
        {
            throw new StartException(e.Message, e);
        }
    }
}
