using System.Diagnostics;

namespace StepFlow.ServiceDefaults;

/// <summary>The span of one event, for functions on a runtime that makes none, such as Amazon.Lambda.RuntimeSupport.</summary>
public static class FunctionSpan
{
    // Begins with StepFlow, as all that our telemetry listens to.
    private static readonly ActivitySource Source = new("StepFlow.FunctionSpan");

    /// <summary>Runs a handler in the trace that Lambda names.</summary>
    /// <param name="function">The function's name.</param>
    /// <param name="traceHeader"><c>X-Amzn-Trace-Id</c> of the event, or null.</param>
    /// <param name="handler">The work.</param>
    public static async Task<T> RunAsync<T>(string function, string? traceHeader, Func<Task<T>> handler)
    {
        using var activity = Source.StartActivity(function, ActivityKind.Server, Parent(traceHeader));
        try
        {
            return await handler();
        }
        catch (Exception e)
        {
            activity?.SetStatus(ActivityStatusCode.Error, e.Message).SetTag("error.type", e.GetType().Name);
            activity?.AddException(e);
            throw;
        }
    }

    // X-Ray's Root and Parent are the ids of W3C in other clothes: Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1
    private static ActivityContext Parent(string? header)
    {
        var parts = (header ?? "").Split(';', StringSplitOptions.TrimEntries).Select(part => part.Split('=', 2)).Where(part => part.Length is 2)
            .DistinctBy(part => part[0], StringComparer.Ordinal)
            .ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);
        var root = parts.GetValueOrDefault("Root")?.Split('-') is ["1", var time, var rest] ? time + rest : "";
        var w3c = $"00-{root}-{parts.GetValueOrDefault("Parent")}-{(parts.GetValueOrDefault("Sampled") is "1" ? "01" : "00")}";
        return ActivityContext.TryParse(w3c, traceState: null, isRemote: true, out var context) ? context : default;
    }
}
