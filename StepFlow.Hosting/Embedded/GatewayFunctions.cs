using StepFlow.Aws;
using StepFlow.Gateway;
using StepFlow.Lambda;

namespace StepFlow.Hosting.Embedded;

/// <summary>The Lambda service of this process, as a gateway sees it.</summary>
/// <param name="lambda">The service.</param>
/// <param name="added">Completes when the functions are there: a request may be earlier than they.</param>
internal sealed class GatewayFunctions(LambdaService lambda, Task added) : IFunctionInvoker
{
    public async Task<FunctionReply> InvokeAsync(string function, ReadOnlyMemory<byte> payload, string traceHeader, CancellationToken cancellation)
    {
        await added.WaitAsync(cancellation);
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
