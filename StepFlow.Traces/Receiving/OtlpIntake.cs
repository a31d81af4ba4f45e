using Google.Protobuf;
using StepFlow.Traces.Forwarding;
using StepFlow.Traces.Otlp;
using StepFlow.Traces.Storing;

namespace StepFlow.Traces.Receiving;

/// <summary>Takes what senders export: spans and logs into the store, and everything, metrics too, on to whoever the user named.</summary>
/// <param name="store">Keeps traces and their logs.</param>
/// <param name="forwarder">Null where nobody is named.</param>
public sealed class OtlpIntake(TraceStore store, OtlpForwarder? forwarder = null)
{
    internal ExportTraceServiceResponse Take(ExportTraceServiceRequest request)
    {
        var (spans, rejected) = SpanReader.Read(request);
        if (spans.Count > 0)
        {
            store.Add(spans);
        }

        Forward(OtlpSignal.Traces, request);
        return rejected is 0 ? new() : new()
        {
            PartialSuccess = new() { RejectedSpans = rejected, ErrorMessage = "Spans need a trace id of 16 bytes and a span id of 8 bytes, not all zero." },
        };
    }

    internal ExportLogsServiceResponse Take(ExportLogsServiceRequest request)
    {
        var logs = LogReader.Read(request);
        if (logs.Count > 0)
        {
            store.Add(logs);
        }

        Forward(OtlpSignal.Logs, request);
        return new();
    }

    internal ExportMetricsServiceResponse Take(ExportMetricsServiceRequest request)
    {
        Forward(OtlpSignal.Metrics, request);
        return new();
    }

    private void Forward(OtlpSignal signal, IMessage request)
    {
        if (forwarder?.Takes(signal) is true)
        {
            forwarder.Send(signal, request.ToByteArray());
        }
    }
}
