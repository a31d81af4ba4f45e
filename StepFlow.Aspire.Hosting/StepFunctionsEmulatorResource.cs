namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// The StepFlow host as a process of its own: Step Functions, and where functions and gateways are StepFlow's too, Lambda, API
/// Gateway and the console, each with an endpoint.
/// </summary>
/// <param name="name">The resource's name.</param>
/// <param name="command">The program to start.</param>
/// <param name="workingDirectory">Where it starts.</param>
public sealed class StepFunctionsEmulatorResource(string name, string command, string workingDirectory)
    : ExecutableResource(name, command, workingDirectory), IResourceWithServiceDiscovery
{
    internal const string StepFunctionsEndpointName = "http";
    internal const string LambdaEndpointName = "lambda";
    internal const string ConsoleEndpointName = "console";

    /// <summary>Where AWS SDKs find Step Functions: <c>AWS_ENDPOINT_URL_SFN</c>.</summary>
    public EndpointReference StepFunctionsEndpoint => new(this, StepFunctionsEndpointName);

    /// <summary>Where AWS SDKs find Lambda, and functions their events: <c>AWS_ENDPOINT_URL_LAMBDA</c>.</summary>
    public EndpointReference LambdaEndpoint => new(this, LambdaEndpointName);

    /// <summary>The web console.</summary>
    public EndpointReference ConsoleEndpoint => new(this, ConsoleEndpointName);
}
