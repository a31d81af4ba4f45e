using System.Text.RegularExpressions;

namespace StepFlow.Hosting.Sam.Resources;

/// <summary>Finds what an integration calls, by the names in its ARNs.</summary>
internal sealed partial class IntegrationTargets(
    IReadOnlyDictionary<string, LambdaFunctionResource> functions, IReadOnlyDictionary<string, StateMachineResource> stateMachines)
{
    public LambdaFunctionResource? Function(string uri) => FunctionName().Match(uri) is { Success: true } match ? functions.GetValueOrDefault(match.Groups["name"].Value) : null;

    public StateMachineResource? StateMachine(string arn) =>
        MachineName().Match(arn) is { Success: true } match ? stateMachines.GetValueOrDefault(match.Groups["name"].Value) : null;

    public IntegrationTarget Find(Integration integration) => integration switch
    {
        { Type: "AWS" } => new IntegrationTarget.Unserved(
            "its integration is not a proxy (AWS), and mapping templates are not run here. Make it AWS_PROXY, and let the function read the request and write the response."),
        { Type: "HTTP" or "HTTP_PROXY", Uri: var backend } => new IntegrationTarget.Unserved($"it goes to an HTTP backend, which is not called here. Call '{backend}' itself."),
        { Type: "MOCK", Mock: { } response } => new IntegrationTarget.Mock(response),
        { Type: "MOCK" } => new IntegrationTarget.Unserved("API Gateway answers it by itself from mapping templates (MOCK), which are not run here. Give it one integration response without expressions, or let a function answer it."),
        { Subtype: "StepFunctions-StartExecution" or "StepFunctions-StartSyncExecution" } => StartOf(integration),
        { Subtype: { } action } => new IntegrationTarget.Unserved($"it calls {action}, and of other services only Step Functions can be started here. Let a function make the call."),
        { Uri: { } uri } when Function(uri) is { } function => new IntegrationTarget.Function(function, integration.Format),
        { Uri: var uri } => new IntegrationTarget.Unserved($"'{uri}' is no function of this template."),
    };

    // An HTTP API hands over the body itself; other inputs are composed by expressions that are not evaluated here.
    private IntegrationTarget StartOf(Integration integration) => integration switch
    {
        { Input: not "$request.body" } => new IntegrationTarget.Unserved($"a state machine gets the body as it is here, $request.body, not '{integration.Input}'."),
        { StateMachine: { } arn } when StateMachine(arn) is { } machine => new IntegrationTarget.StateMachine(machine, integration.Subtype!["StepFunctions-".Length..]),
        _ => new IntegrationTarget.Unserved($"'{integration.StateMachine}' is no state machine of this template."),
    };

    [GeneratedRegex(@":function:(?<name>[A-Za-z0-9_-]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex FunctionName();

    [GeneratedRegex(@":stateMachine:(?<name>[^:/]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex MachineName();
}
