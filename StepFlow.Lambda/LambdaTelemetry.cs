using System.Diagnostics;
using System.Diagnostics.Metrics;
using StepFlow.Aws.Tracing;
using StepFlow.Lambda.Invoking;

namespace StepFlow.Lambda;

/// <summary>Spans and metrics of the Lambda service: one INVOKE span for each invocation, which the function sees as its parent.</summary>
public static class LambdaTelemetry
{
    public const string SourceName = "StepFlow.Lambda";

    private static readonly ActivitySource Source = new(SourceName);
    private static readonly Meter Meter = new(SourceName);
    private static readonly Counter<long> Invocations = Meter.CreateCounter<long>("faas.invocations", "{invocation}");
    private static readonly Counter<long> Errors = Meter.CreateCounter<long>("faas.errors", "{error}");
    private static readonly Counter<long> Timeouts = Meter.CreateCounter<long>("faas.timeouts", "{timeout}");
    private static readonly Counter<long> ColdStarts = Meter.CreateCounter<long>("faas.coldstarts", "{coldstart}");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("faas.invoke_duration", "s");
    private static readonly Histogram<double> QueueTime = Meter.CreateHistogram<double>("stepflow.lambda.queue_duration", "s");

    /// <summary>Reports how many events of each function wait for a process, until the result is disposed.</summary>
    internal static IDisposable ObserveQueues(Func<IEnumerable<LambdaFunction>> functions)
    {
        var meter = new Meter(SourceName);
        meter.CreateObservableUpDownCounter(
            "stepflow.lambda.queue_depth",
            () => functions().Select(f => new Measurement<int>(f.Queue.Waiting, new KeyValuePair<string, object?>("faas.invoked_name", f.Configuration.Name))),
            "{event}");
        return meter;
    }

    /// <summary>The span of a call: CLIENT, as OpenTelemetry has outgoing FaaS calls, because the function's own span is the SERVER one.</summary>
    internal static Activity? StartInvoke(LambdaFunction function, string requestId, InvocationType type, ActivityContext parent) =>
        Source.StartActivity($"INVOKE {function.Configuration.Name}", ActivityKind.Client, parent)
            ?.SetTag("faas.invoked_name", function.Configuration.Name)
            .SetTag("faas.invoked_provider", "aws")
            .SetTag("faas.invoked_region", function.Region)
            .SetTag("faas.invocation_id", requestId)
            .SetTag("aws.lambda.invoked_arn", function.Arn)
            .SetTag("aws.lambda.invocation_type", type.ToString());

    /// <summary>The trace a call belongs to: what the caller sent, or the current span where that is deeper in the same trace.</summary>
    internal static ActivityContext ParentOf(string? traceHeader)
    {
        var current = Activity.Current?.Context ?? default;
        return XRayTraceHeader.TryParse(traceHeader, out var sent) && sent.TraceId != current.TraceId ? sent : current;
    }

    /// <summary>What the function gets as its parent; where nobody records, the caller's ids or fresh ones.</summary>
    internal static string TraceHeader(Activity? activity, ActivityContext parent, string? sent)
    {
        if (activity is not null)
        {
            return XRayTraceHeader.Format(activity.Context);
        }

        if (parent.TraceId == default)
        {
            parent = new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        }
        else if (parent.SpanId == default)
        {
            parent = new(parent.TraceId, ActivitySpanId.CreateRandom(), sent is null ? ActivityTraceFlags.Recorded : parent.TraceFlags);
        }

        return XRayTraceHeader.Format(parent);
    }

    internal static void Record(Activity? activity, LambdaFunction function, DateTimeOffset asked, Delivery? delivery, DateTimeOffset ended, FunctionOutcome outcome)
    {
        var name = new KeyValuePair<string, object?>("faas.invoked_name", function.Configuration.Name);
        Invocations.Add(1, name);
        Duration.Record((ended - (delivery?.At ?? asked)).TotalSeconds, name);
        if (delivery is not null)
        {
            QueueTime.Record((delivery.At - asked).TotalSeconds, name);
            activity?.AddEvent(new("delivered", delivery.At)).SetTag("faas.coldstart", delivery.IsFirst).SetTag("stepflow.lambda.instance", delivery.Environment.Instance);
            if (delivery.IsFirst)
            {
                ColdStarts.Add(1, name);
            }
        }

        if (outcome.ErrorType is { } error)
        {
            Errors.Add(1, name);
            activity?.SetStatus(ActivityStatusCode.Error, error).SetTag("error.type", error);
            if (error == FunctionOutcome.TimeoutType)
            {
                Timeouts.Add(1, name);
            }
        }
    }
}
