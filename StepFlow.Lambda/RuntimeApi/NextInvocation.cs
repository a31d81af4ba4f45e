using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace StepFlow.Lambda.RuntimeApi;

/// <summary><c>GET /runtime/invocation/next</c>: waits without limit, then hands over one event with everything about it in headers.</summary>
internal static class NextInvocation
{
    public const string DebuggerHeader = "StepFlow-Debugger";

    public static async Task HandleAsync(HttpContext http, ExecutionEnvironment environment)
    {
        environment.IsDebugged = http.Request.Headers[DebuggerHeader] == "attached";
        var invocation = await environment.NextAsync(http.RequestAborted);
        try
        {
            var headers = http.Response.Headers;
            headers["Lambda-Runtime-Aws-Request-Id"] = invocation.RequestId;
            headers["Lambda-Runtime-Deadline-Ms"] = invocation.Delivery!.Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
            headers["Lambda-Runtime-Invoked-Function-Arn"] = invocation.FunctionArn;
            headers["Lambda-Runtime-Trace-Id"] = invocation.TraceHeader;
            if (invocation.ClientContext is { } context)
            {
                headers["Lambda-Runtime-Client-Context"] = context;
            }

            if (invocation.TenantId is { } tenant)
            {
                headers["Lambda-Runtime-Aws-Tenant-Id"] = tenant;
            }

            http.Response.ContentType = "application/json"; // the native client of Node waits for ever without it
            http.Response.ContentLength = invocation.Payload.Length;
            await http.Response.Body.WriteAsync(invocation.Payload, http.RequestAborted);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            environment.GiveBack(invocation);
            throw;
        }
    }
}
