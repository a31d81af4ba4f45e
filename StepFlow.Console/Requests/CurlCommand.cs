using System.Text;
using StepFlow.Gateway;

namespace StepFlow.ConsoleUI.Requests;

/// <summary>A request as a command for a terminal.</summary>
internal static class CurlCommand
{
    // curl writes these itself.
    private static readonly string[] Own = ["Host", "Content-Length", "User-Agent", "Accept", "Connection", "Accept-Encoding"];

    /// <param name="address">Scheme and authority of the gateway.</param>
    /// <returns>The command; null where the body is no text and cannot be written.</returns>
    public static string? Of(GatewayRequest request, string address)
    {
        if (BodyText.Of(request.Body) is not { } body)
        {
            return null;
        }

        var command = new StringBuilder("curl");
        if (request.Method is not "GET")
        {
            command.Append($" -X {request.Method}");
        }

        command.Append($" {Quoted(address + request.Path + (request.Query.Length is 0 ? "" : $"?{request.Query}"))}");
        foreach (var header in request.WithoutTrace().Headers.Where(h => !Own.Any(h.Is)))
        {
            command.Append($" -H {Quoted($"{header.Name}: {header.Value}")}");
        }

        return body.Length is 0 ? command.ToString() : command.Append($" --data-raw {Quoted(body)}").ToString();
    }

    private static string Quoted(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
