using System.Text.RegularExpressions;

namespace StepFlow.Hosting.Sam.Resources;

/// <summary>Finds what an integration calls, by the names in its ARNs.</summary>
internal sealed partial class IntegrationTargets(
    IReadOnlyDictionary<string, LambdaFunctionResource> functions, IReadOnlyDictionary<string, StateMachineResource> stateMachines)
{
    public LambdaFunctionResource? Function(string uri) => FunctionName().Match(uri) is { Success: true } match ? functions.GetValueOrDefault(match.Groups["name"].Value) : null;

    public StateMachineResource? StateMachine(string arn) =>
        MachineName().Match(arn) is { Success: true } match ? stateMachines.GetValueOrDefault(match.Groups["name"].Value) : null;

    /// <summary>The target of an integration as OpenAPI, AWS::ApiGateway::Method and AWS::ApiGatewayV2::Integration describe it; null where it cannot be called here.</summary>
    public IntegrationTarget? Find(string? uri, string? subtype, string? input, string? stateMachine) => (uri, subtype) switch
    {
        ({ } arn, null) when Function(arn) is { } function => new IntegrationTarget.Function(function),

        // An HTTP API hands over the body itself; other inputs are composed by expressions that are not evaluated here.
        (_, "StepFunctions-StartExecution" or "StepFunctions-StartSyncExecution") when input is "$request.body" && stateMachine is not null && StateMachine(stateMachine) is { } machine =>
            new IntegrationTarget.StateMachine(machine, subtype["StepFunctions-".Length..]),
        _ => null,
    };

    [GeneratedRegex(@":function:(?<name>[A-Za-z0-9_-]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex FunctionName();

    [GeneratedRegex(@":stateMachine:(?<name>[^:/]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex MachineName();
}
