using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace StepFlow.Lambda.RuntimeApi;

/// <summary>One request of a function process to its Runtime API (version 2018-06-01).</summary>
internal static class RuntimeApiRequest
{
    public const string Version = "/2018-06-01/";

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Serves the request for an environment; a function name before the version is accepted and not needed here.</summary>
    public static async Task HandleAsync(HttpContext http, ExecutionEnvironment environment)
    {
        try
        {
            await DispatchAsync(http, environment);
        }
        catch (RuntimeApiException e)
        {
            await RefuseAsync(http, e);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or BadHttpRequestException)
        {
            http.Abort(); // the process is gone, or its environment is
        }
    }

    public static Task RefuseAsync(HttpContext http, RuntimeApiException refusal) =>
        AnswerAsync(http, refusal.Status, ("errorMessage", refusal.Message), ("errorType", refusal.Type));

    public static Task AcceptAsync(HttpContext http) => AnswerAsync(http, 202, ("status", "OK"));

    private static Task DispatchAsync(HttpContext http, ExecutionEnvironment environment)
    {
        var path = http.Request.Path.Value ?? "";
        var start = path.IndexOf(Version, StringComparison.Ordinal);
        var parts = start < 0 ? [] : path[(start + Version.Length)..].Split('/');
        return (http.Request.Method, parts) switch
        {
            ("GET", ["runtime", "invocation", "next"]) => NextInvocation.HandleAsync(http, environment),
            ("POST", ["runtime", "invocation", var id, "response"]) => InvocationAnswer.ResponseAsync(http, environment, id),
            ("POST", ["runtime", "invocation", var id, "error"]) => InvocationAnswer.ErrorAsync(http, environment, id),
            ("POST", ["runtime", "init", "error"]) => InvocationAnswer.InitErrorAsync(http, environment),
            ("PUT", ["runtime", "debugger"]) => DebuggerAsync(http, environment),
            _ => throw new RuntimeApiException(
                404, "UnsupportedOperation",
                $"{http.Request.Method} {path} is not served here: of the Runtime API, next, response, error and init error are (no extensions, no SnapStart)."),
        };
    }

    /// <summary>Ours, not AWS's: a function says that a debugger holds it, so that its time does not run out.</summary>
    private static Task DebuggerAsync(HttpContext http, ExecutionEnvironment environment)
    {
        environment.IsDebugged = http.Request.Query["attached"] == "true";
        return AcceptAsync(http);
    }

    private static async Task AnswerAsync(HttpContext http, int status, params (string Name, string Value)[] members)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        await using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in members)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        http.Response.ContentLength = buffer.WrittenCount;
        await http.Response.Body.WriteAsync(buffer.WrittenMemory, http.RequestAborted);
    }
}
