using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Runs a failed execution on from where it failed.</summary>
internal sealed class RedriveExecution(IExecutions executions) : IOperation
{
    private static readonly TextPattern ClientTokens = new("[!-~]+", token => !token.AsSpan().ContainsAnyExceptInRange('!', '~'));

    private static readonly Constraints<RedriveExecutionRequest> Constraints = new Constraints<RedriveExecutionRequest>()
        .Arn("executionArn", r => r.ExecutionArn)
        .Text("clientToken", r => r.ClientToken, 1, 64, pattern: ClientTokens);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(RedriveExecution), Constraints, StepFunctionsJson.Wire.RedriveExecutionRequest, StepFunctionsJson.Wire.RedriveExecutionResponse, HandleAsync);

    private async ValueTask<RedriveExecutionResponse> HandleAsync(RedriveExecutionRequest request, AwsCall call, CancellationToken cancellation)
    {
        var arn = ArnArguments.Execution(request.ExecutionArn!).ToString();
        return new(await executions.RedriveAsync(arn, request.ClientToken, cancellation) ?? throw Refusals.ExecutionDoesNotExist(arn));
    }
}

internal sealed record RedriveExecutionRequest(string? ExecutionArn, string? ClientToken);

internal sealed record RedriveExecutionResponse(DateTimeOffset RedriveDate);
