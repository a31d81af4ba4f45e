using StepFlow.Aws.Tracing;
using StepFlow.StepFunctions.Journal;

namespace StepFlow.StepFunctions.Tracing;

/// <summary>Which trace an execution belongs to.</summary>
public static class ExecutionTrace
{
    /// <summary>The trace that led to it, else one of its own: 32 hex digits.</summary>
    public static string IdOf(ExecutionIdentity identity) =>
        (XRayTraceHeader.TryParse(identity.Trace, out var parent) ? parent.TraceId : new SpanIds(identity.ExecutionArn).OwnTrace).ToHexString();
}
