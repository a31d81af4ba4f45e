using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using StepFlow.Functions.StepFunctions.Pipeline;

namespace StepFlow.Functions.StepFunctions;

/// <summary>Settings of the client. Region, credentials and <c>AWS_ENDPOINT_URL_SFN</c> come from where the AWS SDK takes them.</summary>
public sealed class AmazonStepFunctionsConfig : ClientConfig
{
    private static readonly DefaultConfiguration Standard = new()
    {
        Name = DefaultConfigurationMode.Standard,
        RetryMode = RequestRetryMode.Standard,
    };

    public AmazonStepFunctionsConfig()
        : base(new DefaultConfigurationProvider([Standard]))
    {
        ServiceId = StepFunctionsMetadata.Id;
        AuthenticationServiceName = "states";
        EndpointProvider = new StepFunctionsEndpointProvider();
    }

    public override string RegionEndpointServiceName => "states";

    public override string ServiceVersion => "2016-11-23";

    public override string UserAgent => "stepflow-functions/1.0";

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(StepFunctionsEndpointProvider.Parameters(
            parameters.AlternateEndpoint?.SystemName ?? RegionEndpoint?.SystemName, ServiceURL));
}
