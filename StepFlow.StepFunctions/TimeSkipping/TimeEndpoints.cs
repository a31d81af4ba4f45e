using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace StepFlow.StepFunctions.TimeSkipping;

/// <summary>
/// <see cref="IExecutionTime"/> over HTTP, for scripts: <c>GET /stepflow/time</c> and <c>POST /stepflow/time/skip</c>. Not AWS's, hence the
/// path. Only bodies that say they are JSON are read, so that no page of another site can post here without being asked first.
/// </summary>
internal static class TimeEndpoints
{
    public const string Path = "/stepflow/time";

    public static void MapTime(this IEndpointRouteBuilder routes)
    {
        var time = routes.ServiceProvider.GetRequiredService<IExecutionTime>();
        routes.MapGet(Path, async http => await WriteAsync(
            http, new WaitingAnswer(await time.ListAsync(http.RequestAborted), time.Recent), TimeJson.Default.WaitingAnswer));
        routes.MapPost(Path + "/skip", http => SkipAsync(http, time));
    }

    private static async Task SkipAsync(HttpContext http, IExecutionTime time)
    {
        SkipRequest request;
        try
        {
            request = http.Request.HasJsonContentType()
                ? await JsonSerializer.DeserializeAsync(http.Request.Body, TimeJson.Default.SkipRequest, http.RequestAborted) ?? new()
                : throw new JsonException("the Content-Type is not application/json");
        }
        catch (JsonException e)
        {
            await RefuseAsync(http, $"Send a JSON object, {{}} at least: {e.Message}");
            return;
        }

        if (request is { ExecutionArn: not null, Seconds: not null })
        {
            await RefuseAsync(http, "Send either executionArn, to skip what one execution waits for, or seconds, to move all executions on by a time.");
            return;
        }

        if (request.Seconds is < 0 or > LongestSkip)
        {
            await RefuseAsync(http, $"seconds must be between 0 and {LongestSkip}.");
            return;
        }

        await WriteAsync(http, await AnswerAsync(request, time, http.RequestAborted), TimeJson.Default.SkipOutcome);
    }

    // The longest Wait of AWS is a little over three years.
    private const double LongestSkip = 100_000_000;

    private static async Task<SkipOutcome> AnswerAsync(SkipRequest request, IExecutionTime time, CancellationToken cancellation) => request switch
    {
        { ExecutionArn: { } arn, ToEnd: true } => await time.SkipWaitsAsync(arn, cancellation),
        { ExecutionArn: { } arn } => await time.SkipAsync(arn, request.OverCalls, cancellation),
        { Seconds: { } seconds } => await time.SkipAllAsync(TimeSpan.FromSeconds(seconds), cancellation),
        _ => await time.SkipAllAsync(cancellation),
    };

    private static Task RefuseAsync(HttpContext http, string message)
    {
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        return WriteAsync(http, new RefusedSkip(message), TimeJson.Default.RefusedSkip);
    }

    private static Task WriteAsync<T>(HttpContext http, T answer, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        http.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(http.Response.Body, answer, type, http.RequestAborted);
    }
}
