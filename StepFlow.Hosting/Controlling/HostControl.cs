using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace StepFlow.Hosting.Controlling;

/// <summary>What a dashboard may ask of a running host: pause, resume, reset.</summary>
/// <param name="gate">Holds back calls.</param>
/// <param name="reset">Starts Step Functions from nothing.</param>
/// <param name="logger">Told what was asked, and of a reset that fails.</param>
internal sealed class HostControl(PauseGate gate, Func<Task> reset, ILogger logger)
{
    // Browsers let no page of another origin set it without asking, so no web page can reset anybody's host.
    private const string Header = "X-StepFlow";

    public void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/stepflow").AddEndpointFilter(async (context, next) => context.HttpContext.Request.Headers.ContainsKey(Header)
            ? await next(context)
            : Results.Text($"Send the header {Header} (with any value): it keeps web pages from doing this.\n", statusCode: StatusCodes.Status403Forbidden));
        group.MapGet("/state", () => Results.Text(gate.IsPaused ? "paused" : "running"));
        group.MapPost("/pause", () =>
        {
            gate.Pause();
            logger.Paused();
            return Results.Text("paused");
        });
        group.MapPost("/resume", () =>
        {
            gate.Resume();
            logger.Resumed();
            return Results.Text("running");
        });
        group.MapPost("/reset", (HttpContext http) =>
        {
            // The server that answers this is among what starts anew, so the answer goes out first.
            http.Response.OnCompleted(() =>
            {
                _ = ResetAsync();
                return Task.CompletedTask;
            });
            return Results.Text("resetting", statusCode: StatusCodes.Status202Accepted);
        });
    }

    private async Task ResetAsync()
    {
        // A thread of the pool, not of the request: that one is about to end.
        await Task.Yield();
        try
        {
            await reset();
            gate.Resume();
            logger.WasReset();
        }
        catch (Exception e)
        {
            logger.ResetFailed(e);
        }
    }
}
