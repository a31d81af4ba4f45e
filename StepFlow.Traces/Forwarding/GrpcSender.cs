using Grpc.Core;
using Grpc.Net.Client;

namespace StepFlow.Traces.Forwarding;

/// <summary>OTLP over gRPC. Requests are bytes already, so they are passed on without being read.</summary>
internal sealed class GrpcSender : IOtlpSender
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    private readonly OtlpTarget _target;
    private readonly TimeProvider _time;
    private readonly GrpcChannel _channel;
    private readonly Method<byte[], byte[]> _export;
    private readonly Metadata _headers = [];

    public GrpcSender(OtlpTarget target, TimeProvider time)
    {
        _target = target;
        _time = time;
        _channel = GrpcChannel.ForAddress(target.Address, new()
        {
            // No propagator, no spans: sending traces must not make traces.
            HttpHandler = new SocketsHttpHandler { ActivityHeadersPropagator = null },
            DisposeHttpClient = true,
            MaxSendMessageSize = null,
        });
        var signal = target.Signal.ToString();
        var service = target.Signal is OtlpSignal.Traces ? "TraceService" : $"{signal}Service";
        var package = target.Signal is OtlpSignal.Traces ? "trace" : signal.ToLowerInvariant();
        _export = new(MethodType.Unary, $"opentelemetry.proto.collector.{package}.v1.{service}", "Export", Bytes, Bytes);
        foreach (var (name, value) in target.Headers)
        {
            _headers.Add(name.ToLowerInvariant(), value);
        }

        if (target.Gzip)
        {
            _headers.Add("grpc-internal-encoding-request", "gzip");
        }
    }

    public async Task<Delivery> SendAsync(byte[] request, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(_target.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        try
        {
            await _channel.CreateCallInvoker().AsyncUnaryCall(_export, host: null, new CallOptions(_headers, cancellationToken: either.Token), request);
            return Delivery.Taken.Instance;
        }
        catch (RpcException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (RpcException) when (timeout.IsCancellationRequested)
        {
            return new Delivery.Failed($"no answer within {_target.Timeout.TotalSeconds} s");
        }
        catch (RpcException e)
        {
            var problem = $"it answers {e.StatusCode}: {e.Status.Detail}";
            return IsPassing(e.StatusCode) ? new Delivery.Failed(problem) : new Delivery.Refused(problem);
        }
    }

    public void Dispose() => _channel.Dispose();

    // The codes that the specification lets a sender try again.
    private static bool IsPassing(StatusCode status) => status is
        StatusCode.Cancelled or StatusCode.DeadlineExceeded or StatusCode.Aborted or StatusCode.OutOfRange or StatusCode.Unavailable or StatusCode.DataLoss
        or StatusCode.ResourceExhausted;
}
