using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace StepFlow.ConsoleUI.Serving;

/// <summary>Refuses scripts of other sites: browsers let any page open a connection to this machine, and say where the page is from.</summary>
internal static class SameOrigin
{
    public static void UseSameOrigin(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (IsForeign(http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return http.Response.WriteAsync("The console answers its own pages only.", http.RequestAborted);
        }

        return next(http);
    });

    private static bool IsForeign(HttpRequest request) =>
        request.Headers.Origin.ToString() is { Length: > 0 } origin
        && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
}
