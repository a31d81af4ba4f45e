using Amazon.Runtime;
using Amazon.Runtime.Internal;
using StepFlow.Functions.StepFunctions.Model;
using StepFlow.Functions.StepFunctions.Pipeline;

namespace StepFlow.Functions.StepFunctions;

/// <summary>
/// A Step Functions client on AWSSDK.Core: its credentials, signing, retries, region and endpoint variables. Every call is
/// a span, whose trace goes along as <c>traceparent</c> and <c>X-Amzn-Trace-Id</c>.
/// </summary>
public sealed class AmazonStepFunctionsClient : AmazonServiceClient, IAmazonStepFunctions
{
    private static readonly StepFunctionsMetadata Metadata = new();

    public AmazonStepFunctionsClient()
        : this(new AmazonStepFunctionsConfig())
    {
    }

    public AmazonStepFunctionsClient(AmazonStepFunctionsConfig clientConfig)
        : base(clientConfig)
    {
    }

    public AmazonStepFunctionsClient(AWSCredentials credentials, AmazonStepFunctionsConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    protected override IServiceMetadata ServiceMetadata => Metadata;

    public Task<DescribeExecutionResponse> DescribeExecutionAsync(DescribeExecutionRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<DescribeExecutionResponse>(request, cancellationToken);

    public Task<GetExecutionHistoryResponse> GetExecutionHistoryAsync(GetExecutionHistoryRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<GetExecutionHistoryResponse>(request, cancellationToken);

    public Task<SendTaskFailureResponse> SendTaskFailureAsync(SendTaskFailureRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<SendTaskFailureResponse>(request, cancellationToken);

    public Task<SendTaskHeartbeatResponse> SendTaskHeartbeatAsync(SendTaskHeartbeatRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<SendTaskHeartbeatResponse>(request, cancellationToken);

    public Task<SendTaskSuccessResponse> SendTaskSuccessAsync(SendTaskSuccessRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<SendTaskSuccessResponse>(request, cancellationToken);

    public Task<StartExecutionResponse> StartExecutionAsync(StartExecutionRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<StartExecutionResponse>(request, cancellationToken);

    public Task<StartSyncExecutionResponse> StartSyncExecutionAsync(StartSyncExecutionRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<StartSyncExecutionResponse>(request, cancellationToken);

    public Task<StopExecutionResponse> StopExecutionAsync(StopExecutionRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<StopExecutionResponse>(request, cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new StepFunctionsEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new StepFunctionsAuthResolver());
    }

    private async Task<TResponse> CallAsync<TResponse>(AmazonStepFunctionsRequest request, CancellationToken cancellation)
        where TResponse : AmazonStepFunctionsResponse, new()
    {
        using var activity = StepFunctionsSpans.Start(request);
        try
        {
            var options = new InvokeOptions
            {
                RequestMarshaller = new StepFunctionsMarshaller(hasOwnEndpoint: Config.ServiceURL is not null),
                ResponseUnmarshaller = StepFunctionsUnmarshaller<TResponse>.Instance,
            };
            return await InvokeAsync<TResponse>(request, options, cancellation);
        }
        catch (AmazonServiceException e)
        {
            StepFunctionsSpans.Fail(activity, e);
            throw;
        }
    }
}
