using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using StepFlow.Traces.Otlp;

namespace StepFlow.Traces.Receiving;

/// <summary>
/// A receiver of traces, metrics and logs in OpenTelemetry's protocol. gRPC without TLS is HTTP/2 from the first byte, so it needs a port of
/// its own beside that of HTTP.
/// </summary>
public static class OtlpReceiver
{
    /// <summary>Bytes that a request may hold, after decompression.</summary>
    internal const int LargestRequest = 64 << 20;

    public static IServiceCollection AddOtlpReceiver(this IServiceCollection services, OtlpIntake intake)
    {
        services.AddSingleton(intake);
        services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = LargestRequest);
        return services;
    }

    /// <summary>For a server that speaks HTTP/2 alone.</summary>
    public static void MapOtlpGrpc(this IEndpointRouteBuilder routes)
    {
        routes.MapGrpcService<OtlpGrpc.Traces>();
        routes.MapGrpcService<OtlpGrpc.Metrics>();
        routes.MapGrpcService<OtlpGrpc.Logs>();
    }

    public static void MapOtlpHttp(this IEndpointRouteBuilder routes)
    {
        var intake = routes.ServiceProvider.GetRequiredService<OtlpIntake>();
        var limit = new SizeLimit();
        routes.MapPost("/v1/traces", http => OtlpHttp.AnswerAsync(http, ExportTraceServiceRequest.Parser, intake.Take)).WithMetadata(limit);
        routes.MapPost("/v1/metrics", http => OtlpHttp.AnswerAsync(http, ExportMetricsServiceRequest.Parser, intake.Take)).WithMetadata(limit);
        routes.MapPost("/v1/logs", http => OtlpHttp.AnswerAsync(http, ExportLogsServiceRequest.Parser, intake.Take)).WithMetadata(limit);
    }

    private sealed class SizeLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => LargestRequest;
    }
}
