namespace StepFlow.Trigger;

/// <summary>One endpoint of the function.</summary>
public delegate Task<APIGatewayProxyResponse> Endpoint(APIGatewayProxyRequest request, ILambdaContext context);

/// <summary>Which endpoint answers which route of the gateway, and what becomes of a refusal of Step Functions.</summary>
public sealed class Api
{
    private readonly Dictionary<string, Endpoint> _endpoints = new(StringComparer.OrdinalIgnoreCase);

    public Endpoint this[string method, string resource]
    {
        set => _endpoints.Add($"{method} {resource}", value);
    }

    public async Task<APIGatewayProxyResponse> HandleAsync(APIGatewayProxyRequest request, ILambdaContext context)
    {
        if (!_endpoints.TryGetValue($"{request.HttpMethod} {request.Resource}", out var endpoint))
        {
            return Answer.Problem(404, $"{request.HttpMethod} {request.Resource} has no endpoint in this function; there are {string.Join(", ", _endpoints.Keys)}.");
        }

        try
        {
            return await endpoint(request, context);
        }
        catch (RequestException e)
        {
            return Answer.Problem(e.Status, e.Message);
        }
        catch (AmazonStepFunctionsException e)
        {
            context.Logger.LogError(e, "Step Functions refused the call");
            return Answer.Problem(502, $"Step Functions: {e.ErrorCode}: {e.Message}");
        }
    }
}

/// <summary>A request that is answered with a status and a sentence.</summary>
public sealed class RequestException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
