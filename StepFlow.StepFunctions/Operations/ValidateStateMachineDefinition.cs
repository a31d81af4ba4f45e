using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Says what is wrong with a definition, without creating anything.</summary>
internal sealed class ValidateStateMachineDefinition(IDefinitions definitions) : IOperation
{
    private const int DefaultMaxResults = 100;
    private const string Warning = "WARNING";
    private static readonly EnumValues Severities = new("ERROR", Warning);

    private static readonly Constraints<ValidateStateMachineDefinitionRequest> Constraints = new Constraints<ValidateStateMachineDefinitionRequest>()
        .Text("definition", r => r.Definition, 1, 1048576, required: true, sensitive: true)
        .OneOf("type", r => r.Type, StateMachineTypes.Values)
        .OneOf("severity", r => r.Severity, Severities)
        .Integer("maxResults", r => r.MaxResults, 0, 100);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(ValidateStateMachineDefinition), Constraints, StepFunctionsJson.Wire.ValidateStateMachineDefinitionRequest, StepFunctionsJson.Wire.ValidateStateMachineDefinitionResponse, HandleAsync);

    private ValueTask<ValidateStateMachineDefinitionResponse> HandleAsync(
        ValidateStateMachineDefinitionRequest request, AwsCall call, CancellationToken cancellation)
    {
        var limit = request.MaxResults is null or 0 ? DefaultMaxResults : request.MaxResults.Value;
        var all = definitions.Validate(request.Definition!, StateMachineTypes.Read(request.Type));
        var asked = all.Where(f => f.IsError || request.Severity is Warning).ToList();
        return new(new ValidateStateMachineDefinitionResponse(
            all.Any(f => f.IsError) ? "FAIL" : "OK",
            [.. asked.Take(limit).Select(f => new DiagnosticItem(f.SeverityName, f.Code, f.Message, f.Location))],
            asked.Count > limit));
    }
}

internal sealed record ValidateStateMachineDefinitionRequest(string? Definition, string? Type, string? Severity, int? MaxResults);

internal sealed record ValidateStateMachineDefinitionResponse(string Result, IReadOnlyList<DiagnosticItem> Diagnostics, bool Truncated);

internal sealed record DiagnosticItem(string Severity, string Code, string Message, string? Location);
