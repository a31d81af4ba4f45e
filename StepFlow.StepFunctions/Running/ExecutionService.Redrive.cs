using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.Running;

/// <summary>RedriveExecution: a failed execution runs on from the states that did not succeed.</summary>
public sealed partial class ExecutionService
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<(string Arn, string ClientToken), DateTimeOffset> _redrives = new();

    public async ValueTask<DateTimeOffset?> RedriveAsync(string executionArn, string? clientToken, CancellationToken cancellation)
    {
        if (clientToken is not null && _redrives.TryGetValue((executionArn, clientToken), out var before))
        {
            return before;
        }

        if (await DescribeAsync(executionArn, cancellation) is not { } row)
        {
            return null;
        }

        if (row.RedriveStatus is not RedriveStatus.Redrivable)
        {
            throw Refusals.ExecutionNotRedrivable(executionArn, row.RedriveStatusReason ?? "Execution cannot be redriven");
        }

        if (await OpenAsync(executionArn, cancellation) is not { } runner)
        {
            throw Refusals.ExecutionNotRedrivable(executionArn, "Execution is RUNNING and cannot be redriven");
        }

        await runner.RedriveAsync();
        var at = runner.Execution.RedrivenAt!.Value;
        if (clientToken is not null)
        {
            _redrives[(executionArn, clientToken)] = at;
        }

        return at;
    }
}
