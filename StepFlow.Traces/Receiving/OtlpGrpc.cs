using Grpc.Core;
using StepFlow.Traces.Otlp;

namespace StepFlow.Traces.Receiving;

/// <summary>OTLP over gRPC: one service for each signal.</summary>
internal static class OtlpGrpc
{
    internal sealed class Traces(OtlpIntake intake) : TraceService.TraceServiceBase
    {
        public override Task<ExportTraceServiceResponse> Export(ExportTraceServiceRequest request, ServerCallContext context) => Task.FromResult(intake.Take(request));
    }

    internal sealed class Metrics(OtlpIntake intake) : MetricsService.MetricsServiceBase
    {
        public override Task<ExportMetricsServiceResponse> Export(ExportMetricsServiceRequest request, ServerCallContext context) => Task.FromResult(intake.Take(request));
    }

    internal sealed class Logs(OtlpIntake intake) : LogsService.LogsServiceBase
    {
        public override Task<ExportLogsServiceResponse> Export(ExportLogsServiceRequest request, ServerCallContext context) => Task.FromResult(intake.Take(request));
    }
}
