using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace StepFlow.Functions.StepFunctions.Pipeline;

/// <summary>Where requests go: the given endpoint, else the region's.</summary>
internal sealed class StepFunctionsEndpointProvider : IEndpointProvider
{
    private const string Region = "Region";
    private const string Given = "Endpoint";

    public static EndpointParameters Parameters(string? region, string? endpoint)
    {
        var parameters = new EndpointParameters();
        parameters[Region] = region;
        parameters[Given] = endpoint;
        return parameters;
    }

    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        if (parameters[Given] is string { Length: > 0 } given)
        {
            return new(given);
        }

        var region = parameters[Region] as string ?? throw new AmazonClientException(
            "Neither a region nor an endpoint is known for Step Functions: set AWS_REGION or AWS_ENDPOINT_URL_SFN.");
        return new($"https://states.{region}.{RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix}");
    }
}

/// <summary>Hands the provider what it decides by.</summary>
internal sealed class StepFunctionsEndpointResolver : BaseEndpointResolver
{
    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) =>
        StepFunctionsEndpointProvider.Parameters(
            requestContext.Request.AlternateEndpoint?.SystemName ?? requestContext.ClientConfig.RegionEndpoint?.SystemName,
            requestContext.ClientConfig.ServiceURL);
}
