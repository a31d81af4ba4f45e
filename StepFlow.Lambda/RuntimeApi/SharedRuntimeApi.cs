using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using StepFlow.Aws;

namespace StepFlow.Lambda.RuntimeApi;

/// <summary>The Runtime API on the service's own port, for processes that it did not start: an IDE, a debugger, another host.</summary>
internal static class SharedRuntimeApi
{
    public static Task HandleAsync(LambdaService service, HttpContext http, string? function)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null; // a response that is too large is answered as such
        }

        try
        {
            return RuntimeApiRequest.HandleAsync(http, service.Find(function ?? OnlyFunction(service)).Outside);
        }
        catch (Exception e) when (e is AwsException or RuntimeApiException)
        {
            return RuntimeApiRequest.RefuseAsync(http, new RuntimeApiException(403, "UnknownFunction", e.Message));
        }
    }

    private static string OnlyFunction(LambdaService service) => service.Functions is [var only]
        ? only.Name
        : throw new RuntimeApiException(
            403, "UnknownFunction",
            "There are several functions here. Put the function's name behind the port: AWS_LAMBDA_RUNTIME_API=host:port/name");
}
