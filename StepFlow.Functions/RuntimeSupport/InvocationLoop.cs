using System.Diagnostics;
using StepFlow.Functions.Core;

namespace StepFlow.Functions.RuntimeSupport;

/// <summary>Takes one event after the other. A process that may take several at once runs several of these.</summary>
internal sealed class InvocationLoop(
    RuntimeApiClient client, LambdaBootstrapHandler handler, Action? beforeFreeze, bool isConcurrent, TimeProvider time)
{
    private const string TraceVariable = "_X_AMZN_TRACE_ID";

    public async Task RunAsync(CancellationToken ending)
    {
        for (var served = 0; !ending.IsCancellationRequested; served++)
        {
            var debugged = Debugger.IsAttached;
            HttpResponseMessage next;
            try
            {
                next = await client.NextAsync(debugged, ending);
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
                return;
            }
            catch (HttpRequestException e) when (served > 0 || LambdaEnvironment.HasParentOnInput)
            {
                await Console.Error.WriteLineAsync($"The Runtime API gives no more events, this process ends: {e.Message}");
                return;
            }

            using (next)
            {
                await ServeAsync(next, debugged, ending);
            }
        }
    }

    private async Task ServeAsync(HttpResponseMessage next, bool debugged, CancellationToken ending)
    {
        var context = new LambdaContext(next.Headers, time);
        LambdaTraceProvider.Set(context.TraceId);
        if (!isConcurrent)
        {
            Environment.SetEnvironmentVariable(TraceVariable, context.TraceId);
        }

        if (Debugger.IsAttached != debugged && LambdaEnvironment.HasParentOnInput)
        {
            await client.TellDebuggerAsync(Debugger.IsAttached);
        }

        using var invocation = new InvocationRequest { InputStream = await next.Content.ReadAsStreamAsync(ending), LambdaContext = context };
        var refusal = await AnswerAsync(invocation);
        if (refusal is not null)
        {
            await Console.Error.WriteLineAsync($"The Runtime API did not take the answer to {context.AwsRequestId}: {refusal}");
        }

        beforeFreeze?.Invoke();
    }

    private async Task<string?> AnswerAsync(InvocationRequest invocation)
    {
        var requestId = invocation.LambdaContext.AwsRequestId;
        InvocationResponse response;
        try
        {
            response = await handler(invocation);
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync(e.ToString());
            return await client.ReportAsync(requestId, e);
        }

        return await client.RespondAsync(requestId, response);
    }
}
