using System.Diagnostics;
using StepFlow.Functions.APIGatewayEvents;
using StepFlow.Functions.Core;

namespace StepFlow.Functions;

/// <summary>The function's own span of each event, and the traces it may belong to.</summary>
public static class FunctionSpans
{
    public const string SourceName = "StepFlow.Functions";

    internal static readonly ActivitySource Source = new(SourceName);

    private static int _served;

    internal static async Task<T> RunAsync<T>(ILambdaContext context, object? input, Func<Task<T>> work)
    {
        using var activity = Start(context, input);
        try
        {
            var output = await work();
            SetStatus(activity, output);
            return output;
        }
        catch (Exception e)
        {
            activity?.SetStatus(ActivityStatusCode.Error, e.Message).SetTag("error.type", e.GetType().Name);
            activity?.AddException(e);
            throw;
        }
    }

    private static Activity? Start(ILambdaContext context, object? input)
    {
        var isCold = Interlocked.Exchange(ref _served, 1) == 0;
        var http = HttpEvent.Of(input);
        var activity = Source.StartActivity(http?.SpanName ?? context.FunctionName, ActivityKind.Server, ParentOf(context.TraceId, http?.Headers));
        if (activity is null)
        {
            return null;
        }

        var arn = context.InvokedFunctionArn.Split(':');
        activity.SetTag("faas.invocation_id", context.AwsRequestId)
            .SetTag("faas.coldstart", isCold)
            .SetTag("faas.trigger", http is null ? "other" : "http")
            .SetTag("aws.lambda.invoked_arn", context.InvokedFunctionArn)
            .SetTag("cloud.provider", "aws")
            .SetTag("cloud.resource_id", string.Join(':', arn.Take(7)))
            .SetTag("cloud.account.id", arn.Length > 4 ? arn[4] : null);
        if (http is not null)
        {
            activity.SetTag("http.request.method", http.Method).SetTag("http.route", http.Route).SetTag("url.path", http.Path);
        }

        return activity;
    }

    /// <summary>
    /// An HTTP event's own headers say the trace, else the header Lambda gives with every event. Where both name one trace,
    /// Lambda's is taken, because its span is the nearer parent.
    /// </summary>
    internal static ActivityContext ParentOf(string? lambdaHeader, IDictionary<string, string>? headers)
    {
        var given = XRayHeader.TryParse(lambdaHeader, out var nearest) ? nearest : default;
        var sent = FromHeaders(headers);
        return sent == default || (sent.TraceId == given.TraceId && given.SpanId != default) ? given : sent;
    }

    private static ActivityContext FromHeaders(IDictionary<string, string>? headers)
    {
        if (Header(headers, "traceparent") is { } w3c && ActivityContext.TryParse(w3c, Header(headers, "tracestate"), isRemote: true, out var context))
        {
            return context;
        }

        return XRayHeader.TryParse(Header(headers, XRayHeader.Name), out var xray) ? xray : default;
    }

    // Gateways differ in how they spell header names.
    private static string? Header(IDictionary<string, string>? headers, string name) =>
        headers?.FirstOrDefault(h => string.Equals(h.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    private static void SetStatus(Activity? activity, object? output)
    {
        var status = output switch
        {
            APIGatewayProxyResponse v1 => v1.StatusCode,
            APIGatewayHttpApiV2ProxyResponse v2 => v2.StatusCode,
            _ => 0,
        };
        if (status != 0)
        {
            activity?.SetTag("http.response.status_code", status);
        }

        if (status >= 500)
        {
            activity?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", status.ToString());
        }
    }
}
