using Microsoft.AspNetCore.Http;
using StepFlow.Aws.Tracing;
using StepFlow.Lambda.Invoking;

namespace StepFlow.Lambda.Operations;

/// <summary><c>POST /2015-03-31/functions/{name}/invocations</c></summary>
internal static class Invoke
{
    public static async Task HandleAsync(LambdaService service, HttpContext http)
    {
        var headers = http.Request.Headers;
        string? type = headers["X-Amz-Invocation-Type"];
        var request = InvocationRequest.FromWire(
            LambdaOperation.FunctionNameOf(http),
            http.Request.Query["Qualifier"],
            await LambdaOperation.ReadBodyAsync(http, PayloadCheck.Limit(InvocationRequest.TypeOf(type))),
            type,
            headers["X-Amz-Log-Type"],
            headers["X-Amz-Client-Context"],
            headers[XRayTraceHeader.Name]) with
        { TenantId = headers["X-Amz-Tenant-Id"] };

        var result = await service.InvokeAsync(request, http.RequestAborted);
        http.Response.StatusCode = result.StatusCode;
        foreach (var (name, value) in result.Headers)
        {
            http.Response.Headers[name] = value;
        }

        if (!result.Payload.IsEmpty)
        {
            await http.Response.Body.WriteAsync(result.Payload, http.RequestAborted);
        }
    }
}
