using System.Buffers;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StepFlow.Aws.Tracing;

namespace StepFlow.Aws.Protocol;

/// <summary>AWS JSON 1.0 over HTTP: one POST to <c>/</c>, the operation in <c>X-Amz-Target</c>, errors mapped here and nowhere else.</summary>
public static class AwsJsonEndpoint
{
    private const string TargetHeader = "X-Amz-Target";

    public static IEndpointConventionBuilder MapAwsJson(this IEndpointRouteBuilder routes, AwsJsonService service)
    {
        var logger = routes.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger("StepFlow.Aws");
        return routes.MapPost("/", http => AnswerAsync(http, service, logger));
    }

    private static async Task AnswerAsync(HttpContext http, AwsJsonService service, ILogger logger)
    {
        var call = Describe(http.Request, service);
        var target = http.Request.Headers[TargetHeader].ToString();
        var output = ResponseBuffer.Rent();
        var status = StatusCodes.Status200OK;
        try
        {
            await InvokeAsync(http, service.Operations, target, call, output);
        }
        catch (AwsException e)
        {
            logger.OperationRefused(target, e.Code, e.Text);
            status = e.Status;
            output.ResetWrittenCount();
            AwsErrorWriter.Write(output, service.ErrorNamespace, e.Code, e.Text);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            ResponseBuffer.Return(output);
            return;
        }
#pragma warning disable CA1031 // Whatever else is thrown is a bug of ours: one place to log it and to answer as AWS does.
        catch (Exception e)
#pragma warning restore CA1031
        {
            logger.OperationBroke(e, target, call.RequestId);
            status = StatusCodes.Status500InternalServerError;
            output.ResetWrittenCount();
            AwsErrorWriter.Write(output, service.ErrorNamespace, "InternalFailure", "The request processing has failed because of an unknown error, exception or failure.");
        }

        await SendAsync(http.Response, status, call.RequestId, output);
    }

    private static async ValueTask InvokeAsync(
        HttpContext http, OperationTable operations, string target, AwsCall call, IBufferWriter<byte> output)
    {
        if (!operations.TryFind(target, out var operation))
        {
            throw new AwsException("UnknownOperationException", null);
        }

        var body = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        try
        {
            await operation.InvokeAsync(body, call, output, http.RequestAborted);
        }
        finally
        {
            RequestBody.Release(http.Request, body);
        }
    }

    private static AwsCall Describe(HttpRequest request, AwsJsonService service)
    {
        var known = CredentialScope.TryParse(request.Headers.Authorization, out var scope);
        return new(
            service.Ids.NewId(),
            known ? scope.Region : service.Region,
            (known ? scope.Account : null) ?? service.Account,
            TraceOf(request));
    }

    // The span of this very request is the parent of what it starts; without tracing, the caller's own.
    private static string? TraceOf(HttpRequest request)
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity)
        {
            return XRayTraceHeader.Format(activity.Context);
        }

        var headers = request.Headers;
        if (headers.TraceParent.Count is 0 && !headers.ContainsKey(XRayTraceHeader.Name))
        {
            return null;
        }

        var context = TraceParent.Read(headers.TraceParent, headers.TraceState, headers[XRayTraceHeader.Name]);
        return context == default ? null : XRayTraceHeader.Format(context);
    }

    private static async Task SendAsync(HttpResponse response, int status, string requestId, ArrayBufferWriter<byte> output)
    {
        response.StatusCode = status;
        response.ContentType = AwsJson.ContentType;
        response.ContentLength = output.WrittenCount;
        response.Headers["x-amzn-RequestId"] = requestId;
        response.BodyWriter.Write(output.WrittenSpan);
        ResponseBuffer.Return(output);
        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
    }
}
