namespace StepFlow.Lambda.Invoking;

/// <summary>An Event invocation: nobody waits; what fails is tried twice more under the same request id, as AWS does.</summary>
internal sealed class EventInvocation(
    LambdaService service, LambdaFunction function, string requestId, ReadOnlyMemory<byte> payload, string arn, InvocationRequest request)
{
    public async Task RunAsync(CancellationToken stopping)
    {
        // The caller's span may end before this does: from here on only its ids matter, and they are in the request.
        System.Diagnostics.Activity.Current = null;
        try
        {
            var delays = service.Options.AsyncRetryDelays;
            for (var attempt = 0; ; attempt++)
            {
                var (outcome, _) = await service.RunAsync(function, requestId, payload, arn, request with { ClientContext = null }, stopping);
                if (!outcome.IsError)
                {
                    return;
                }

                if (attempt >= delays.Count)
                {
                    service.Logger.EventDropped(requestId, function.Configuration.Name, attempt + 1, outcome.ErrorType!);
                    return;
                }

                await Task.Delay(delays[attempt], service.Time, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Events that wait for a retry are lost with the host; they are kept nowhere.
        }
    }
}
