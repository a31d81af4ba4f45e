using Microsoft.AspNetCore.Http;
using StepFlow.Aws.Tracing;
using StepFlow.Lambda.Invoking;

namespace StepFlow.Lambda.Operations;

/// <summary><c>POST /2014-11-13/functions/{name}/invoke-async</c>, the old form of an Event invocation.</summary>
internal static class InvokeAsync
{
    private static readonly byte[] Accepted = """{"Status":202}"""u8.ToArray();

    public static async Task HandleAsync(LambdaService service, HttpContext http)
    {
        var payload = await LambdaOperation.ReadBodyAsync(http, PayloadCheck.LargestAsynchronous);
        await service.InvokeAsync(
            new InvocationRequest(LambdaOperation.FunctionNameOf(http), payload)
            {
                Type = InvocationType.Event,
                TraceHeader = http.Request.Headers[XRayTraceHeader.Name],
            },
            http.RequestAborted);
        await LambdaOperation.AnswerAsync(http, 202, Accepted);
    }
}
