using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace StepFlow.Lambda.Operations;

/// <summary><c>GET /2015-03-31/functions/{name}</c></summary>
internal static class GetFunction
{
    public static Task HandleAsync(LambdaService service, HttpContext http)
    {
        var view = View(service, http);
        var folder = service.Find(view.FunctionName).Configuration.Command?.WorkingDirectory ?? Directory.GetCurrentDirectory();
        var details = new FunctionDetails(view, new("Local", new Uri(Path.GetFullPath(folder)).AbsoluteUri));
        return LambdaOperation.AnswerAsync(http, 200, JsonSerializer.SerializeToUtf8Bytes(details, LambdaJson.Default.FunctionDetails));
    }

    /// <summary>The function that the request names; also the answer of GetFunctionConfiguration.</summary>
    public static FunctionView View(LambdaService service, HttpContext http)
    {
        var name = FunctionName.Parse(LambdaOperation.FunctionNameOf(http), http.Request.Query["Qualifier"]);
        return FunctionView.Of(service.FindQualified(name).Describe(), name.Qualifier, service.StartedAt, withState: true);
    }
}
