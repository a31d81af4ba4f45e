using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace StepFlow.Lambda.Operations;

/// <summary><c>GET /2015-03-31/functions/{name}/configuration</c></summary>
internal static class GetFunctionConfiguration
{
    public static Task HandleAsync(LambdaService service, HttpContext http) => LambdaOperation.AnswerAsync(
        http, 200, JsonSerializer.SerializeToUtf8Bytes(GetFunction.View(service, http), LambdaJson.Default.FunctionView));
}
