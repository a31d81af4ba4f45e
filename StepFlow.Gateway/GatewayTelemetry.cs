using System.Diagnostics;
using StepFlow.Aws.Tracing;
using StepFlow.Gateway.Routes;

namespace StepFlow.Gateway;

/// <summary>The spans of a gateway: one for each request, which is what the function sees as its parent.</summary>
public static class GatewayTelemetry
{
    public const string SourceName = "StepFlow.Gateway";

    private static readonly ActivitySource Source = new(SourceName);

    internal static Activity? StartRequest(GatewayRequest request, GatewayApi api)
    {
        var parent = Parent(request);

        // ASP.NET Core's own activity is not exported: a span below it would hang in the air.
        Activity.Current = null;
        return Source.StartActivity(request.Method, ActivityKind.Server, parent)
            ?.SetTag("http.request.method", request.Method)
            .SetTag("url.path", request.Path)
            .SetTag("url.scheme", request.Connection.Scheme)
            .SetTag("client.address", request.Connection.SourceIp)
            .SetTag("stepflow.api.name", api.Name)
            .SetTag("stepflow.api.stage", api.Stage);
    }

    /// <summary>The trace the function is to go on with: this request's span, or fresh ids where nobody records.</summary>
    internal static ActivityContext ContextFor(Activity? activity, GatewayRequest request)
    {
        if (activity is not null)
        {
            return activity.Context;
        }

        var trace = Parent(request).TraceId;
        return new(trace == default ? ActivityTraceId.CreateRandom() : trace, ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
    }

    internal static void SetRoute(this Activity? activity, Route route, string requestId)
    {
        if (activity is not null)
        {
            activity.DisplayName = route.Key;
            activity.SetTag("http.route", route.Path.Text).SetTag("stepflow.function", route.Function).SetTag("aws.request_id", requestId);
        }
    }

    internal static void SetOutcome(this Activity? activity, int status, string? problem)
    {
        activity?.SetTag("http.response.status_code", status);
        if (status >= 500)
        {
            activity?.SetStatus(ActivityStatusCode.Error, problem).SetTag("error.type", status.ToString());
        }
    }

    private static ActivityContext Parent(GatewayRequest request) => TraceParent.Read(
        request.Header(TraceParent.Name), request.Header("tracestate"), request.Header(XRayTraceHeader.Name));
}
