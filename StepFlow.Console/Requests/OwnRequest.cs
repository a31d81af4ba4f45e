using System.Text;
using StepFlow.ConsoleUI.Services;
using StepFlow.Gateway;

namespace StepFlow.ConsoleUI.Requests;

/// <summary>Requests that the console itself sends through a gateway, in process.</summary>
internal static class OwnRequest
{
    public static GatewayRequest Of(ExampleRequest example)
    {
        var api = example.Gateway.Service.Api;
        var address = new Uri(example.Gateway.BaseAddress);
        return new(
            example.Method,
            api.PathPrefix + example.Path,
            Query: "",
            [new("Accept", "*/*"), new("Content-Type", "application/json"), new("Host", address.Authority), new("User-Agent", "StepFlow console")],
            Encoding.UTF8.GetBytes(example.Body),
            new(address.Host, address.Port));
    }

    /// <summary>The request with another body, and the length that goes with it.</summary>
    public static GatewayRequest WithBody(GatewayRequest request, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return request with
        {
            Body = bytes,
            Headers = [.. request.Headers.Select(h => h.Is("Content-Length") ? h with { Value = $"{bytes.Length}" } : h)],
        };
    }
}
