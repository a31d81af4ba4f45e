using System.Globalization;
using System.Net.Http.Headers;
using StepFlow.Functions.Core;

namespace StepFlow.Functions.RuntimeSupport;

/// <summary>The context of one event: from the headers it came with and the variables of the process.</summary>
internal sealed class LambdaContext : ILambdaContext
{
    private readonly TimeProvider _time;
    private readonly DateTimeOffset _deadline;

    public LambdaContext(HttpResponseHeaders headers, TimeProvider time)
    {
        _time = time;
        AwsRequestId = Header(headers, "Lambda-Runtime-Aws-Request-Id") ?? "";
        InvokedFunctionArn = Header(headers, "Lambda-Runtime-Invoked-Function-Arn") ?? "";
        TraceId = Header(headers, "Lambda-Runtime-Trace-Id");
        TenantId = Header(headers, "Lambda-Runtime-Aws-Tenant-Id");
        ClientContext = CallerContext.ParseClient(Header(headers, "Lambda-Runtime-Client-Context"));
        Identity = CallerContext.ParseIdentity(Header(headers, "Lambda-Runtime-Cognito-Identity"));
        _deadline = long.TryParse(Header(headers, "Lambda-Runtime-Deadline-Ms"), CultureInfo.InvariantCulture, out var deadline)
            ? DateTimeOffset.FromUnixTimeMilliseconds(deadline)
            : DateTimeOffset.MaxValue;
        Logger = new LambdaConsoleLogger(AwsRequestId, TraceId, time);
    }

    public string AwsRequestId { get; }

    public IClientContext? ClientContext { get; }

    public string FunctionName { get; } = LambdaEnvironment.FunctionName;

    public string FunctionVersion { get; } = Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_VERSION") ?? "$LATEST";

    public ICognitoIdentity? Identity { get; }

    public string InvokedFunctionArn { get; }

    public ILambdaLogger Logger { get; }

    public string? LogGroupName { get; } = Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_GROUP_NAME");

    public string? LogStreamName { get; } = Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_STREAM_NAME");

    public int MemoryLimitInMB { get; } = LambdaEnvironment.MemoryMegabytes ?? 0;

    public TimeSpan RemainingTime => _deadline - _time.GetUtcNow();

    public string? TenantId { get; }

    public string? TraceId { get; }

    private static string? Header(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
