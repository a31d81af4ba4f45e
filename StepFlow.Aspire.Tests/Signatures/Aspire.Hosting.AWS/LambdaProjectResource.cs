// Stand-ins for Aspire.Hosting.AWS 13.6.0, which the feeds of the tests do not serve: the signatures that StepFlow.Aspire.Hosting uses,
// as they stand in aws/integrations-on-dotnet-aspire-for-aws (commit a046b11a, src/Aspire.Hosting.AWS/Lambda), and so much behaviour
// that a model can be built and looked at. They prove that our code fits the recorded signatures, not that the package runs it.
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.AWS.Lambda;

/// <summary>Source: Lambda/LambdaProjectResource.cs.</summary>
public class LambdaProjectResource(string name) : ProjectResource(name);

/// <summary>Source: Lambda/LambdaEmulatorResource.cs; its endpoint is named "http".</summary>
public class LambdaEmulatorResource(string name) : ExecutableResource(name, "dotnet", Environment.CurrentDirectory);

/// <summary>Source: Lambda/APIGatewayEmulatorResource.cs.</summary>
public class APIGatewayEmulatorResource(string name, APIGatewayType apiGatewayType)
    : ExecutableResource(name, "dotnet", Environment.CurrentDirectory)
{
    /// <summary>For the tests; the package keeps it to itself.</summary>
    internal APIGatewayType ApiGatewayType { get; } = apiGatewayType;
}

/// <summary>Source: Lambda/Enumerations.cs.</summary>
public enum APIGatewayType
{
    Rest,
    HttpV1,
    HttpV2,
}

/// <summary>Source: Lambda/LambdaFunctionOptions.cs; its members are not used here.</summary>
public class LambdaFunctionOptions;

/// <summary>Source: Lambda/LambdaEmulatorOptions.cs; its members are not used here.</summary>
public class LambdaEmulatorOptions;

/// <summary>Source: Lambda/APIGatewayEmulatorOptions.cs.</summary>
public class APIGatewayEmulatorOptions
{
    public int? HttpPort { get; set; }

    public int? HttpsPort { get; set; }

    public bool DisableHttpsEndpoint { get; set; } = true;
}
