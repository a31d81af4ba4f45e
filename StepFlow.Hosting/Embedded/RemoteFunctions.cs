using StepFlow.Gateway;
using StepFlow.Hosting.Integrations;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.Hosting.Embedded;

/// <summary>The functions of another Lambda service (<c>StepFlow:Lambda:Endpoint</c>), as a gateway sees them.</summary>
internal sealed class RemoteFunctions(HttpFunctionInvoker lambda, string region, string account) : Gateway.IFunctionInvoker, IAsyncDisposable
{
    public async Task<FunctionReply> InvokeAsync(string function, ReadOnlyMemory<byte> payload, string traceHeader, CancellationToken cancellation)
    {
        var call = new FunctionCall(
            function, Qualifier: null, payload, "RequestResponse", LogType: null, ClientContext: null, traceHeader, region, account);
        try
        {
            var result = await lambda.InvokeAsync(call, cancellation);
            return result.ErrorType is not { } error
                ? new(result.Payload, result.FunctionError)
                : throw new FunctionNotInvokedException(Reason(error), $"function '{function}' was not invoked: Lambda answers {result.StatusCode} {error}");
        }
        catch (FunctionUnreachableException e)
        {
            throw new FunctionNotInvokedException(NotInvoked.Failed, $"function '{function}' was not invoked: {e.Message}");
        }
    }

    public ValueTask DisposeAsync()
    {
        lambda.Dispose();
        return ValueTask.CompletedTask;
    }

    private static NotInvoked Reason(string error) => error switch
    {
        "TooManyRequestsException" => NotInvoked.Throttled,
        "RequestTooLargeException" or "RequestEntityTooLargeException" => NotInvoked.TooLarge,
        _ => NotInvoked.Failed,
    };
}
