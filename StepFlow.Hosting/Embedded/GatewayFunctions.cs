using StepFlow.Aws;
using StepFlow.Gateway;
using StepFlow.Lambda;

namespace StepFlow.Hosting.Embedded;

/// <summary>The Lambda service of this process, as a gateway sees it.</summary>
internal sealed class GatewayFunctions(LambdaService lambda) : IFunctionInvoker
{
    public async Task<FunctionReply> InvokeAsync(string function, ReadOnlyMemory<byte> payload, string traceHeader, CancellationToken cancellation)
    {
        try
        {
            var result = await lambda.InvokeAsync(function, payload, traceHeader, cancellation);
            return new(result.Payload, result.FunctionError);
        }
        catch (AwsException e)
        {
            throw new FunctionNotInvokedException(Reason(e), $"function '{function}' was not invoked: {e.Message}");
        }
    }

    private static NotInvoked Reason(AwsException refusal) => refusal.Code switch
    {
        "TooManyRequestsException" => NotInvoked.Throttled,
        "RequestTooLargeException" or "RequestEntityTooLargeException" => NotInvoked.TooLarge,
        _ => NotInvoked.Failed,
    };
}
