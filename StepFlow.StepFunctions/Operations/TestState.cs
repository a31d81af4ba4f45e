using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Runs one state by itself.</summary>
internal sealed class TestState(IStateTests tests) : IOperation
{
    private const string DefaultInspectionLevel = "INFO";
    private const string DefaultFieldValidationMode = "STRICT";
    private static readonly EnumValues InspectionLevels = new(DefaultInspectionLevel, "DEBUG", "TRACE");
    private static readonly EnumValues FieldValidationModes = new(DefaultFieldValidationMode, "PRESENT", "NONE");

    private static readonly Constraints<TestStateRequest> Constraints = new Constraints<TestStateRequest>()
        .Text("definition", r => r.Definition, 1, 1048576, required: true, sensitive: true)
        .Arn("roleArn", r => r.RoleArn, required: false)
        .Data("input", r => r.Input, 262144)
        .OneOf("inspectionLevel", r => r.InspectionLevel, InspectionLevels)
        .Flag("revealSecrets")
        .Data("variables", r => r.Variables, 262144)
        .Text("stateName", r => r.StateName, 1, 80, sensitive: true)
        .Structure("mock", r => r.Mock, new Constraints<TestStateMock>()
            .Data("result", m => m.Result, 262144)
            .Structure("errorOutput", m => m.ErrorOutput, new Constraints<TestStateErrorOutput>()
                .Text("error", e => e.Error, 0, 256, sensitive: true)
                .Text("cause", e => e.Cause, 0, 32768, sensitive: true))
            .OneOf("fieldValidationMode", m => m.FieldValidationMode, FieldValidationModes))
        .Data("context", r => r.Context, 262144)
        .Structure("stateConfiguration", r => r.StateConfiguration, new Constraints<TestStateConfiguration>()
            .Integer("retrierRetryCount", c => c.RetrierRetryCount, 0)
            .Text("errorCausedByState", c => c.ErrorCausedByState, 1, 80, sensitive: true)
            .Integer("mapIterationFailureCount", c => c.MapIterationFailureCount, 0)
            .Data("mapItemReaderData", c => c.MapItemReaderData, 262144));

    public void AddTo(OperationTable table) =>
        table.Add(nameof(TestState), Constraints, StepFunctionsJson.Wire.TestStateRequest, StepFunctionsJson.Wire.TestStateResponse, HandleAsync);

    private async ValueTask<TestStateResponse> HandleAsync(TestStateRequest request, AwsCall call, CancellationToken cancellation)
    {
        var result = await tests.TestAsync(Read(request, call), cancellation);
        return new(result.Output, result.Error, result.Cause, result.InspectionData, result.NextState, result.Status);
    }

    private static StateTest Read(TestStateRequest request, AwsCall call) => new()
    {
        Definition = request.Definition!,
        RoleArn = request.RoleArn,
        Input = UserJson.ReadInput(request.Input),
        InspectionLevel = request.InspectionLevel ?? DefaultInspectionLevel,
        RevealSecrets = request.RevealSecrets ?? false,
        Variables = ReadObject(request.Variables, "Variables"),
        StateName = request.StateName,
        Mock = request.Mock is { } mock ? ReadMock(mock) : null,
        Context = ReadObject(request.Context, "Context object"),
        RetrierRetryCount = request.StateConfiguration?.RetrierRetryCount,
        ErrorCausedByState = request.StateConfiguration?.ErrorCausedByState,
        MapIterationFailureCount = request.StateConfiguration?.MapIterationFailureCount,
        MapItemReaderData = request.StateConfiguration?.MapItemReaderData,
        Region = call.Region,
        Account = call.Account,
    };

    private static StateMock ReadMock(TestStateMock mock) => new(
        mock.Result is null ? null : UserJson.Read(mock.Result, problem => Refusals.Validation($"Mocked result must be valid JSON: {problem}")),
        mock.ErrorOutput is not null,
        mock.ErrorOutput?.Error,
        mock.ErrorOutput?.Cause,
        mock.FieldValidationMode ?? DefaultFieldValidationMode);

    private static JsonObject? ReadObject(string? text, string what) => text is null
        ? null
        : UserJson.Read(text, problem => Refusals.Validation($"Invalid {what} provided: {problem}")) as JsonObject
            ?? throw Refusals.Validation($"Invalid {what} provided: it must be a JSON object");
}

internal sealed record TestStateRequest(
    string? Definition,
    string? RoleArn,
    string? Input,
    string? InspectionLevel,
    bool? RevealSecrets,
    string? Variables,
    string? StateName,
    TestStateMock? Mock,
    string? Context,
    TestStateConfiguration? StateConfiguration);

internal sealed record TestStateMock(string? Result, TestStateErrorOutput? ErrorOutput, string? FieldValidationMode);

internal sealed record TestStateErrorOutput(string? Error, string? Cause);

internal sealed record TestStateConfiguration(
    int? RetrierRetryCount, string? ErrorCausedByState, int? MapIterationFailureCount, string? MapItemReaderData);

internal sealed record TestStateResponse(
    string? Output, string? Error, string? Cause, JsonObject? InspectionData, string? NextState, string Status);
