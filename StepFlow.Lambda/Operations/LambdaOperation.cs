using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using StepFlow.Aws;

namespace StepFlow.Lambda.Operations;

/// <summary>What all REST operations share: request id, refusals in AWS's form, defects as 500.</summary>
internal static class LambdaOperation
{
    private const string RequestId = "x-amzn-RequestId";

    public static RequestDelegate Serve(LambdaService service, Func<LambdaService, HttpContext, Task> operation) => async http =>
    {
        try
        {
            http.Response.Headers[RequestId] = RandomIds.NewGuid().ToString("D");
            await operation(service, http);
        }
        catch (AwsException refusal)
        {
            await RefuseAsync(http, refusal);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be answered.
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            service.Logger.RequestBroke(e, http.Request.Method, http.Request.Path);
            await RefuseAsync(http, new AwsException("ServiceException", "An internal error occurred.", 500));
        }
    };

    public static string FunctionNameOf(HttpContext http) => Uri.UnescapeDataString((string)http.Request.RouteValues["functionName"]!);

    public static async Task AnswerAsync(HttpContext http, int status, ReadOnlyMemory<byte> json)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = json.Length;
        await http.Response.Body.WriteAsync(json, http.RequestAborted);
    }

    /// <summary>Reads a body up to a limit; larger ones are refused without being read.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpContext http, int limit)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null; // the limit is ours to word
        }

        if (http.Request.ContentLength > limit)
        {
            throw LambdaRefusals.TooLarge(limit);
        }

        using var body = new MemoryStream((int)(http.Request.ContentLength ?? 0));
        var buffer = new byte[16 * 1024];
        while (await http.Request.Body.ReadAsync(buffer, http.RequestAborted) is var read and > 0)
        {
            if (body.Length + read > limit)
            {
                throw LambdaRefusals.TooLarge(limit);
            }

            body.Write(buffer, 0, read);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static Task RefuseAsync(HttpContext http, AwsException refusal)
    {
        http.Response.Headers["x-amzn-ErrorType"] = refusal.Code;
        return AnswerAsync(http, refusal.Status, LambdaRefusals.Body(refusal));
    }
}
