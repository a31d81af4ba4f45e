using System.Text.Json;
using StepFlow.Functions.APIGatewayEvents;
using StepFlow.Functions.Core;
using StepFlow.Functions.StepFunctions;
using StepFlow.Functions.StepFunctions.Model;
using StepFlow.Trigger;
using StepFlow.Trigger.Handlers;

namespace StepFlow.Tests.Trigger;

/// <summary>Requests to the Trigger's handlers, with a Step Functions that does what a test says.</summary>
internal sealed class TriggerRequests(TimeProvider? time = null)
{
    private static readonly StateMachines Machines = new(new Dictionary<string, string>
    {
        ["flow"] = "arn:aws:states:us-east-1:123456789012:stateMachine:flow",
        ["flow_express"] = "arn:aws:states:us-east-1:123456789012:stateMachine:flow-express",
        ["wait"] = "arn:aws:states:us-east-1:123456789012:stateMachine:wait",
        ["callback"] = "arn:aws:states:us-east-1:123456789012:stateMachine:callback",
    });

    public FakeStepFunctions StepFunctions { get; } = new();

    public FakeContext Context { get; } = new();

    public async Task<(int Status, JsonElement Body)> SendAsync(
        string method, string resource, string? body = null, string? name = null, Dictionary<string, string>? query = null, bool isBase64 = false)
    {
        var api = new Api
        {
            ["POST", "/trigger"] = new StartHandler(StepFunctions, Machines).HandleAsync,
            ["POST", "/trigger/sync"] = new StartSyncHandler(StepFunctions, Machines).HandleAsync,
            ["GET", "/executions/{name}"] = new ExecutionHandler(StepFunctions, Machines).HandleAsync,
            ["POST", "/states/{name}"] = new StateHandler(StepFunctions, Machines, time ?? TimeProvider.System).HandleAsync,
        };
        var path = resource.Replace("{name}", name, StringComparison.Ordinal);
        var response = await api.HandleAsync(
            new APIGatewayProxyRequest
            {
                HttpMethod = method,
                Resource = resource,
                Path = path,
                Body = body,
                IsBase64Encoded = isBase64,
                PathParameters = name is null ? null : new Dictionary<string, string> { ["name"] = name },
                QueryStringParameters = query,
                Headers = new Dictionary<string, string> { ["Host"] = "127.0.0.1:3000", ["X-Forwarded-Proto"] = "http" },
                RequestContext = new() { Stage = "prod", Path = "/prod" + path },
            },
            Context);
        return (response.StatusCode, JsonElement.Parse(response.Body!));
    }
}

/// <summary>Answers what it is told to, and remembers what it was asked.</summary>
internal sealed class FakeStepFunctions : IAmazonStepFunctions
{
    public List<StartExecutionRequest> Started { get; } = [];

    public List<string?> Described { get; } = [];

    public Func<StartSyncExecutionRequest, StartSyncExecutionResponse> Sync { get; set; } = _ => throw new InvalidOperationException();

    public Func<int, DescribeExecutionResponse> Describe { get; set; } = _ => throw new InvalidOperationException();

    public List<HistoryEvent> History { get; set; } = [];

    public Exception? Refusal { get; set; }

    public Task<StartExecutionResponse> StartExecutionAsync(StartExecutionRequest request, CancellationToken cancellationToken = default)
    {
        if (Refusal is not null)
        {
            throw Refusal;
        }

        Started.Add(request);
        return Task.FromResult(new StartExecutionResponse
        {
            ExecutionArn = request.StateMachineArn!.Replace("stateMachine", "execution", StringComparison.Ordinal) + ":" + request.Name,
            StartDate = new DateTime(2025, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc),
        });
    }

    public Task<StartSyncExecutionResponse> StartSyncExecutionAsync(StartSyncExecutionRequest request, CancellationToken cancellationToken = default) =>
        Task.FromResult(Sync(request));

    public Task<DescribeExecutionResponse> DescribeExecutionAsync(DescribeExecutionRequest request, CancellationToken cancellationToken = default)
    {
        if (Refusal is not null)
        {
            throw Refusal;
        }

        Described.Add(request.ExecutionArn);
        return Task.FromResult(Describe(Described.Count));
    }

    public Task<GetExecutionHistoryResponse> GetExecutionHistoryAsync(GetExecutionHistoryRequest request, CancellationToken cancellationToken = default) =>
        Task.FromResult(new GetExecutionHistoryResponse { Events = History });

    public Task<SendTaskFailureResponse> SendTaskFailureAsync(SendTaskFailureRequest request, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException();

    public Task<SendTaskHeartbeatResponse> SendTaskHeartbeatAsync(SendTaskHeartbeatRequest request, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException();

    public Task<SendTaskSuccessResponse> SendTaskSuccessAsync(SendTaskSuccessRequest request, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException();

    public Task<StopExecutionResponse> StopExecutionAsync(StopExecutionRequest request, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException();

    public void Dispose()
    {
    }
}

/// <summary>A context with half a minute left.</summary>
internal sealed class FakeContext : ILambdaContext, ILambdaLogger
{
    public string AwsRequestId => "request-1";

    public IClientContext? ClientContext => null;

    public string FunctionName => "trigger";

    public string FunctionVersion => "$LATEST";

    public ICognitoIdentity? Identity => null;

    public string InvokedFunctionArn => "arn:aws:lambda:us-east-1:123456789012:function:trigger";

    public ILambdaLogger Logger => this;

    public string? LogGroupName => null;

    public string? LogStreamName => null;

    public int MemoryLimitInMB => 128;

    public TimeSpan RemainingTime { get; set; } = TimeSpan.FromSeconds(29);

    public void Log(string message)
    {
    }

    public void LogLine(string message)
    {
    }
}
