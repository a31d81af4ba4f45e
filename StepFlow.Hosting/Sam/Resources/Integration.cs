using StepFlow.Gateway;
using StepFlow.Gateway.Routes;

namespace StepFlow.Hosting.Sam.Resources;

/// <summary>An integration, as OpenAPI, AWS::ApiGateway::Method and AWS::ApiGatewayV2::Integration describe it: with the same properties under different names.</summary>
/// <param name="Type">In capitals: AWS_PROXY, AWS, HTTP, HTTP_PROXY or MOCK; null is a proxy.</param>
/// <param name="Uri">What is called.</param>
/// <param name="Subtype">The action of another service that an HTTP API calls.</param>
/// <param name="Input">The input of the execution that such an action starts.</param>
/// <param name="StateMachine">The ARN of its state machine.</param>
/// <param name="Format">HTTP APIs only.</param>
internal sealed record Integration(string? Type, string? Uri, string? Subtype, string? Input, string? StateMachine, PayloadFormat? Format)
{
    /// <summary>What a MOCK integration always answers; null where that depends on the request.</summary>
    public GatewayResponse? Mock { get; init; }

    public static Integration OfResource(ResourceProperties properties)
    {
        var parameters = properties.Section("RequestParameters");
        return new(
            properties.Text("Type", "IntegrationType")?.ToUpperInvariant(),
            properties.Text("Uri", "IntegrationUri"),
            properties.Text("IntegrationSubtype"),
            parameters.Text("Input"),
            parameters.Text("StateMachineArn"),
            PayloadFormatVersion.Read(properties, "PayloadFormatVersion"))
        {
            Mock = MockIntegration.Read(properties.Sections("IntegrationResponses")),
        };
    }

    /// <summary>The value of an operation's x-amazon-apigateway-integration.</summary>
    public static Integration OfOpenApi(ResourceProperties properties)
    {
        var parameters = properties.Section("requestParameters");
        var responses = properties.Section("responses");
        return new(
            properties.Text("type")?.ToUpperInvariant(),
            properties.Text("uri"),
            properties.Text("integrationSubtype"),
            parameters.Text("Input", "input"),
            parameters.Text("StateMachineArn", "stateMachineArn"),
            PayloadFormatVersion.Read(properties, "payloadFormatVersion"))
        {
            Mock = MockIntegration.Read([.. responses.Members.Select(member => responses.Section(member.Name))]),
        };
    }
}
